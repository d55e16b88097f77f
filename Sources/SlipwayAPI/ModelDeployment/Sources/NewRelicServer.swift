/// New Relic's API.
///
/// The fields are described in `fields`, from which the definition is made.
public struct NewRelicServer: Sendable, Hashable {
  public var address: String = "https://api.newrelic.com"
  public var account: Int64 = 0
  public var apiKey: SecretKeyReference = SecretKeyReference()

  public init() {}
}

extension NewRelicServer: FieldObject {
  static let fields: [Field<NewRelicServer>] = [
    Field("address", \.address, "The API; `https://api.eu.newrelic.com` in Europe.") {
      ($0.maxLength, $0.rules) = (512, [.address])
    },
    Field("account", \.account, "The number of the account.", required: true),
    Field("apiKey", \.apiKey, "Where the user's API key is.", required: true),
  ]
}
