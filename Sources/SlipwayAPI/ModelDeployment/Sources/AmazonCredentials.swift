/// An access key of Amazon's.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AmazonCredentials: Sendable, Hashable {
  public var region: String = ""
  public var service: String = "aps"
  public var accessKeyID: SecretKeyReference = SecretKeyReference()
  public var secretAccessKey: SecretKeyReference = SecretKeyReference()
  public var sessionToken: SecretKeyReference?

  public init() {}
}

extension AmazonCredentials: FieldObject {
  static let fields: [Field<AmazonCredentials>] = [
    Field("region", \.region, "The region, such as `eu-central-1`.", required: true) {
      ($0.minLength, $0.maxLength, $0.pattern) = (1, 64, "^[a-z0-9-]+$")
    },
    Field("service", \.service, "The service that is signed for.") {
      ($0.minLength, $0.maxLength, $0.pattern) = (1, 64, "^[a-z0-9-]+$")
    },
    Field("accessKeyID", \.accessKeyID, "Where the id of the key is.", required: true),
    Field("secretAccessKey", \.secretAccessKey, "Where the key's secret is.", required: true),
    Field("sessionToken", \.sessionToken, "Where the token of temporary credentials is."),
  ]
}
