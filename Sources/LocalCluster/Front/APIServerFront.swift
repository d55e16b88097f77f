import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import HummingbirdTLS
public import KubeClient
public import Logging
import NIOCore
import NIOSSL
public import ServiceLifecycle

/// An HTTPS server on `127.0.0.1` that hands every request to a transport, so that `kubectl` and any other client can
/// talk to an API server that lives in this process.
///
/// It speaks HTTP/2 and HTTP/1.1, takes TLS 1.2 and later, and listens on a port that the system picks. The user of a
/// client certificate of the cluster's authority reaches the transport in the headers `X-Remote-User`,
/// `X-Remote-Group` and `X-Remote-Extra-...`, a bearer token as the client sent it, and anybody else as
/// `system:anonymous`: what they may do, and which tokens there are, is the business of the API server behind.
/// Answers are streamed: each chunk of a watch goes out at once, and the watch ends when its client goes away.
public struct APIServerFront: Service {
  private let listener: HTTPListener
  private let port = Arrival<Int>()

  /// - Parameters:
  ///   - transport: answers the requests.
  ///   - certificates: issues the server's certificate, and is the authority of the clients' certificates.
  ///   - bodyLimit: the largest request body in bytes; default 3 MiB, as in API servers.
  /// - Throws: `.certificateNotMade`.
  public init(
    transport: any KubeTransport, certificates: ClusterCertificates, bodyLimit: Int = 3 << 20, logger: Logger
  ) throws(LocalClusterError) {
    let tls = try Self.makeTLS(certificates)
    let responder = FrontResponder(transport: transport, bodyLimit: bodyLimit)
    let gate = ServerGate()
    listener = HTTPListener(
      host: "127.0.0.1", gate: gate,
      builder: HTTPServerBuilder { handler in
        ClosingChannel(base: try HTTP2UpgradeChannel(tlsConfiguration: tls, responder: handler), gate: gate)
      },
      logger: logger,
      handler: { request, context in try await responder.respond(to: request, context: context) })
  }

  /// Serves until the calling task is cancelled or shut down gracefully. To be called once.
  ///
  /// - Throws: `.listenerFailed`.
  public func run() async throws {
    do throws(LocalClusterError) {
      try await listener.run { [port] in port.settle(.success($0)) }
      port.settle(.failure(LocalClusterError(.stopped, "the API server's front has been stopped")))
    } catch {
      port.settle(.failure(error))
      throw error
    }
  }

  /// Waits until the server listens, and gives its URL: `https://127.0.0.1:PORT`.
  ///
  /// - Throws: `.listenerFailed` or `.stopped` when it never will.
  public func url() async throws(LocalClusterError) -> String { "https://127.0.0.1:\(try await port.value())" }

  private static func makeTLS(_ certificates: ClusterCertificates) throws(LocalClusterError) -> TLSConfiguration {
    let identity = try certificates.makeServerIdentity()
    do {
      var tls = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8))
          .map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.privateKeyPEM.utf8), format: .pem)))
      tls.minimumTLSVersion = .tlsv12
      tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificates.authorityPEM.utf8)))
      tls.certificateVerification = .optionalVerification
      // A client that keeps an idle connection does not read, and so does not answer the end of TLS.
      tls.shutdownTimeout = .milliseconds(100)
      return tls
    } catch {
      throw LocalClusterError(.certificateNotMade, "TLS does not take the server's certificate", cause: error)
    }
  }
}
