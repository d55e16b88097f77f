/// A client certificate and its key, in PEM.
public struct ClientCertificate: Sendable, Hashable {
  /// The certificate, then any intermediates.
  public var chain: Material
  /// The private key, not encrypted.
  public var key: Material

  /// Creates a client certificate.
  public init(chain: Material, key: Material) {
    self.chain = chain
    self.key = key
  }
}
