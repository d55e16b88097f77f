/// A certificate and its private key, both in PEM.
public struct ClusterIdentity: Sendable, Hashable {
  public var certificatePEM: String
  /// The unencrypted key (PKCS #8).
  public var privateKeyPEM: String

  public init(certificatePEM: String, privateKeyPEM: String) {
    self.certificatePEM = certificatePEM
    self.privateKeyPEM = privateKeyPEM
  }
}

extension ClusterIdentity: CustomStringConvertible, CustomReflectable {
  /// A description that leaves the key out.
  public var description: String { "ClusterIdentity(privateKey: hidden)" }

  /// A mirror that leaves the key out.
  public var customMirror: Mirror { Mirror(self, children: ["certificatePEM": certificatePEM]) }
}
