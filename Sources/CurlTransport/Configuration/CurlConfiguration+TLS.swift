extension CurlConfiguration {
  /// Which certificates of servers to accept. TLS is at least 1.2 in every case.
  public enum Trust: Sendable, Hashable {
    /// Those that the system's certificate store vouches for.
    case system
    /// Those that one of these PEM certificates vouches for, and no others.
    case certificates(pem: [UInt8])
    /// All, unverified: encrypted, but open to anyone who sits in between.
    case insecure
  }

  /// A client certificate and its key, held in memory only.
  public struct Identity: Sendable, Hashable {
    /// The certificate, then any intermediates, in PEM.
    public var certificateChain: [UInt8]
    /// The unencrypted private key, in PEM.
    public var privateKey: [UInt8]

    /// Creates an identity from PEM bytes.
    public init(certificateChain: [UInt8], privateKey: [UInt8]) {
      self.certificateChain = certificateChain
      self.privateKey = privateKey
    }
  }
}

extension CurlConfiguration.Identity: CustomStringConvertible, CustomReflectable {
  /// A description that leaves the key out.
  public var description: String { "Identity(certificateChain: \(certificateChain.count) bytes, privateKey: hidden)" }

  /// A mirror that leaves the key out.
  public var customMirror: Mirror { Mirror(self, children: ["certificateChain": certificateChain.count]) }
}
