/// Amazon CloudWatch.
///
/// The fields are described in `fields`, from which the definition is made.
public struct CloudWatchServer: Sendable, Hashable {
  public var region: String = ""
  public var address: String?
  public var accessKeyID: SecretKeyReference = SecretKeyReference()
  public var secretAccessKey: SecretKeyReference = SecretKeyReference()
  public var sessionToken: SecretKeyReference?
  public var period: TimeSpan = .minutes(1)

  public init() {}
}

extension CloudWatchServer: FieldObject {
  static let fields: [Field<CloudWatchServer>] = [
    Field("region", \.region, "The region, such as `eu-central-1`.", required: true) {
      ($0.minLength, $0.maxLength, $0.pattern) = (1, 64, "^[a-z0-9-]+$")
    },
    Field("address", \.address, "Another address than the region's own.") {
      ($0.minLength, $0.maxLength, $0.rules) = (8, 512, [.address])
    },
    Field("accessKeyID", \.accessKeyID, "Where the id of the access key is.", required: true),
    Field("secretAccessKey", \.secretAccessKey, "Where the key's secret is.", required: true),
    Field("sessionToken", \.sessionToken, "Where the token of temporary credentials is."),
    Field("period", \.period, "The length of a value: whole minutes. The latest one counts."),
  ]
}
