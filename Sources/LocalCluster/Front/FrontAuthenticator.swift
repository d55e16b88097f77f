import Crypto
import HTTPTypes
import Hummingbird
import KubeClient
import KubeCore
import NIOCore
import NIOSSL
import SwiftASN1
import Synchronization
import X509

/// Finds out who sends a request, and says so to the API server behind the front.
///
/// TLS itself verifies a certificate that is shown, and refuses the connection when it does not hold. The user of a
/// certificate is handed on as an authenticating proxy does (`X-Remote-User`, ...), a bearer token as it is, for the
/// server behind knows which tokens there are, and anybody else as the anonymous user.
final class FrontAuthenticator: Sendable {
  /// Who the certificates belong to that were shown before, by their bytes: reading one takes longer than most requests.
  private let known = Mutex<[[UInt8]: [KubeRequest.Field]]>([:])
  private static let knownLimit = 256

  /// The headers that say who sends a request.
  func identity(of request: Request, _ context: ConnectionContext) async -> [KubeRequest.Field] {
    for channel in [context.channel, context.channel.parent].compactMap({ $0 }) {
      // A channel without TLS, such as a stream of HTTP/2, fails to answer.
      if let certificate = try? await channel.nioSSL_peerCertificate().get(),
        let identity = try? identity(of: certificate.toDERBytes())
      {
        return identity
      }
    }
    if let authorization = request.headers[.authorization], authorization.lowercased().hasPrefix("bearer ") {
      return [KubeRequest.Field("Authorization", authorization)]
    }
    return [
      KubeRequest.Field("X-Remote-User", "system:anonymous"),
      KubeRequest.Field("X-Remote-Group", "system:unauthenticated"),
    ]
  }

  private func identity(of certificate: [UInt8]) throws -> [KubeRequest.Field]? {
    if let identity = known.withLock({ $0[certificate] }) { return identity }
    guard let identity = try Self.identity(of: certificate) else { return nil }
    known.withLock { known in
      if known.count >= Self.knownLimit { known = [:] }
      known[certificate] = identity
    }
    return identity
  }

  /// The common name is the user, the organizations are the groups; `nil` for a certificate without a name.
  private static func identity(of bytes: [UInt8]) throws -> [KubeRequest.Field]? {
    let subject = try Certificate(derEncoded: bytes).subject
    guard let name = texts(subject, .RDNAttributeType.commonName).first, !name.isEmpty else { return nil }
    let digest = SHA256.hash(data: bytes).hexadecimal
    return [KubeRequest.Field("X-Remote-User", name)]
      + texts(subject, .RDNAttributeType.organizationName).map { KubeRequest.Field("X-Remote-Group", $0) }
      + [KubeRequest.Field("X-Remote-Extra-authentication.kubernetes.io%2Fcredential-id", "X509SHA256=\(digest)")]
  }

  private static func texts(_ subject: DistinguishedName, _ type: ASN1ObjectIdentifier) -> [String] {
    subject.flatMap { $0 }.filter { $0.type == type }.compactMap { String($0.value) }
  }
}
