import FoundationEssentials
import NIOCore
import NIOSSL

/// The certificate that a server shows, from a folder as a Secret of the type `kubernetes.io/tls` fills it: `tls.crt` and
/// `tls.key`.
///
/// The files are read again for each connection, so that a certificate that is renewed is shown at once. While they cannot
/// be read, the one from the start is.
public struct ServingCertificate: Sendable {
  /// What the two files hold.
  private struct Content {
    let chain: [NIOSSLCertificateSource]
    let key: NIOSSLPrivateKeySource

    init(folder: String) throws {
      let folder = URL(filePath: folder)
      chain = try NIOSSLCertificate.fromPEMBytes(Array(Data(contentsOf: folder.appending(path: "tls.crt"))))
        .map { .certificate($0) }
      let key = try Data(contentsOf: folder.appending(path: "tls.key"))
      self.key = .privateKey(try NIOSSLPrivateKey(bytes: Array(key), format: .pem))
    }
  }

  private let folder: String
  private let first: Content

  /// - Throws: `.invalidCertificate` when the folder does not hold a certificate and its key in PEM.
  public init(folder: String) throws(ObservabilityError) {
    self.folder = folder
    do {
      first = try Content(folder: folder)
    } catch {
      throw ObservabilityError(
        code: .invalidCertificate, message: "`tls.crt` and `tls.key` must be a certificate and its key in PEM: \(error)",
        subject: folder)
    }
  }

  /// TLS 1.2 and later, as servers of the same cluster speak it.
  var configuration: TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: first.chain, privateKey: first.key)
    configuration.minimumTLSVersion = .tlsv12
    configuration.sslContextCallback = { [folder] _, promise in
      var override = NIOSSLContextConfigurationOverride.noChanges
      if let content = try? Content(folder: folder) {
        (override.certificateChain, override.privateKey) = (content.chain, content.key)
      }
      promise.succeed(override)
    }
    return configuration
  }
}
