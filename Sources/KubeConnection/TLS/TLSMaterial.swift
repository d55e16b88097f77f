import CurlTransport

/// What a TLS connection is made with. Connections with another one must not be shared.
struct TLSMaterial: Sendable, Equatable {
  /// The certificates that vouch for the server; the configured trust applies when absent.
  var authority: [UInt8]?
  var identity: CurlConfiguration.Identity?
}

extension TLSMaterial {
  /// Reads and checks what an access refers to.
  ///
  /// - Throws: `.unreadableFile`, `.invalidCertificate`.
  init(reading access: ClusterAccess) throws(ConnectionError) {
    if case .authority(let material) = access.trust { authority = try Self.authority(material) }
    if let certificate = access.certificate { identity = try Self.identity(certificate) }
  }

  static func authority(_ material: Material) throws(ConnectionError) -> [UInt8] {
    let bytes = try material.read()
    if let problem = PEM.problem(authority: bytes) {
      throw ConnectionError(.invalidCertificate, problem, file: material.path)
    }
    return bytes
  }

  static func identity(
    _ certificate: ClientCertificate
  ) throws(ConnectionError) -> CurlConfiguration.Identity {
    let chain = try certificate.chain.read()
    let key = try certificate.key.read()
    if let problem = PEM.problem(chain: chain, key: key) {
      let files = [certificate.chain.path, certificate.key.path].compactMap { $0 }
      throw ConnectionError(
        .invalidCertificate, problem, file: files.isEmpty ? nil : files.joined(separator: ", "))
    }
    return CurlConfiguration.Identity(certificateChain: chain, privateKey: key)
  }
}
