/// How the operator proves to a server who it is. Exactly one way is set.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ServerAuthentication: Sendable, Hashable {
  public var bearer: SecretKeyReference?
  public var basic: BasicCredentials?
  public var header: SecretHeader?
  public var oauth2: OAuth2Credentials?
  public var sigV4: AmazonCredentials?

  public init() {}
}

extension ServerAuthentication: FieldObject {
  static let rules = [Schema.Rule.exactlyOne(of: "bearer", "basic", "header", "oauth2", "sigV4")]

  static let fields: [Field<ServerAuthentication>] = [
    Field(
      "bearer", \.bearer,
      "A token, sent as `Authorization: Bearer`."),
    Field(
      "basic", \.basic,
      "A user and a password."),
    Field(
      "header", \.header,
      "A field of the request with a secret value, such as an API key."),
    Field(
      "oauth2", \.oauth2,
      "A token that is asked for with the credentials of a client."),
    Field(
      "sigV4", \.sigV4,
      "A signature of Amazon's version 4."),
  ]
}

/// A user and a password.
public struct BasicCredentials: Sendable, Hashable {
  public var username: String = ""
  public var password: SecretKeyReference = SecretKeyReference()

  public init() {}
}

extension BasicCredentials: FieldObject {
  static let fields: [Field<BasicCredentials>] = [
    Field("username", \.username, "The user.", required: true) { ($0.minLength, $0.maxLength) = (1, 256) },
    Field("password", \.password, "Where the password is.", required: true),
  ]
}

/// A field of a request with a secret value.
public struct SecretHeader: Sendable, Hashable {
  public var name: String = ""
  public var value: SecretKeyReference = SecretKeyReference()

  public init() {}
}

extension SecretHeader: FieldObject {
  static let fields: [Field<SecretHeader>] = [
    Field("name", \.name, "The name of the field, such as `X-API-Key`.", required: true) {
      ($0.minLength, $0.maxLength, $0.pattern) = (1, 128, #"^[A-Za-z0-9-]+$"#)
    },
    Field("value", \.value, "Where its value is.", required: true),
  ]
}
