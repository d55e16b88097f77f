/// How a simulated cluster knows and restrains its users.
public struct AccessSettings: Sendable {
  /// Whether roles decide what a user may do; off by default: then everybody may do everything.
  public var isEnforced: Bool
  /// Bearer tokens that never change, with their users; default none.
  public var staticTokens: [String: UserInfo]
  /// Signs the tokens of service accounts; any bytes.
  public var signingKey: [UInt8]
  /// The issuer in tokens of service accounts, and the audience that they are for unless they say otherwise.
  public var issuer: String

  public init(
    isEnforced: Bool = false, staticTokens: [String: UserInfo] = [:], signingKey: [UInt8] = Array("simulated".utf8),
    issuer: String = "https://kubernetes.default.svc"
  ) {
    self.isEnforced = isEnforced
    self.staticTokens = staticTokens
    self.signingKey = signingKey
    self.issuer = issuer
  }
}
