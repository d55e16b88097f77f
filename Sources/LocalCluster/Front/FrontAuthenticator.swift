import HTTPTypes
import Hummingbird
import NIOCore
import NIOSSL

/// Who may use the API: whoever shows a client certificate of the cluster's authority, or a known bearer token.
///
/// TLS itself verifies a certificate that is shown, and refuses the connection when it does not hold; a connection
/// without one is accepted, and then each of its requests must carry a token. That is how API servers do it.
struct FrontAuthenticator: Sendable {
  /// Tokens and the names of their users.
  let tokens: [String: String]

  func isAuthenticated(_ request: Request, _ context: ConnectionContext) async -> Bool {
    if let token = Self.bearerToken(request.headers), tokens[token] != nil { return true }
    for channel in [context.channel, context.channel.parent].compactMap({ $0 }) {
      // A channel without TLS, such as a stream of HTTP/2, fails to answer.
      let certificate = try? await channel.nioSSL_peerCertificate().get()
      if certificate != nil { return true }
    }
    return false
  }

  private static func bearerToken(_ headers: HTTPFields) -> String? {
    guard let value = headers[.authorization] else { return nil }
    let parts = value.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }
}
