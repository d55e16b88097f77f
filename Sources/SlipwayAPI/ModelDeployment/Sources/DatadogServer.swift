/// Datadog's API.
///
/// The fields are described in `fields`, from which the definition is made.
public struct DatadogServer: Sendable, Hashable {
  public var address: String = "https://api.datadoghq.com"
  public var apiKey: SecretKeyReference = SecretKeyReference()
  public var applicationKey: SecretKeyReference = SecretKeyReference()
  public var window: TimeSpan = .minutes(5)

  public init() {}
}

extension DatadogServer: FieldObject {
  static let fields: [Field<DatadogServer>] = [
    Field("address", \.address, "The API of the site, such as `https://api.datadoghq.eu`.") {
      ($0.maxLength, $0.rules) = (512, [.address])
    },
    Field("apiKey", \.apiKey, "Where the API key is.", required: true),
    Field("applicationKey", \.applicationKey, "Where the application key is.", required: true),
    Field("window", \.window, "How far back the query looks; its last point counts.") { $0.rules = [.second] },
  ]
}
