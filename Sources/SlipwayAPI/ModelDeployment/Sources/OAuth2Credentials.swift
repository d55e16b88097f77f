/// The credentials of a client, for which a server of tokens gives one (RFC 6749, section 4.4).
///
/// The fields are described in `fields`, from which the definition is made.
public struct OAuth2Credentials: Sendable, Hashable {
  public var tokenURL: String = ""
  public var clientID: String = ""
  public var clientSecret: SecretKeyReference = SecretKeyReference()
  public var scopes: [String] = []

  public init() {}
}

extension OAuth2Credentials: FieldObject {
  static let fields: [Field<OAuth2Credentials>] = [
    Field(
      "tokenURL", \.tokenURL,
      "The URL that gives tokens. It is held to the same rules as the server's address.",
      required: true
    ) { ($0.minLength, $0.maxLength, $0.rules) = (8, 512, [.address]) },
    Field("clientID", \.clientID, "The client.", required: true) { ($0.minLength, $0.maxLength) = (1, 256) },
    Field("clientSecret", \.clientSecret, "Where the client's secret is.", required: true),
    Field("scopes", \.scopes, "What the token is asked for.") {
      $0 = .array(of: .string(maxLength: 128), maxCount: 16)
    },
  ]
}
