/// A signature of Amazon's version 4 over a request, made by libcurl.
public struct CurlSigning: Sendable, Hashable {
  /// The region, such as `eu-central-1`.
  public var region: String
  /// The service, such as `monitoring` or `aps`.
  public var service: String
  /// The access key's id.
  public var keyID: String
  /// The secret of the key.
  public var secret: String
  /// The token of temporary credentials; `nil` for those of a user.
  public var sessionToken: String?

  /// Creates a signature.
  public init(region: String, service: String, keyID: String, secret: String, sessionToken: String? = nil) {
    (self.region, self.service) = (region, service)
    (self.keyID, self.secret, self.sessionToken) = (keyID, secret, sessionToken)
  }
}

extension CurlSigning: CustomStringConvertible, CustomReflectable {
  /// A description that leaves the secrets out.
  public var description: String { "CurlSigning(\(region), \(service), \(keyID))" }

  /// A mirror that leaves the secrets out.
  public var customMirror: Mirror { Mirror(self, children: ["region": region, "service": service, "keyID": keyID]) }
}
