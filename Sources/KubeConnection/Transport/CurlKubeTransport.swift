import CurlTransport
import KubeClient
import Synchronization

/// Carries requests over libcurl: calls and watches share an HTTP/2 connection where the server offers one.
///
/// A watch that begins with all objects has a connection of its own: its reader takes longer than the server, and what
/// it has not read yet would pile up on a shared one, or hold up the other exchanges.
///
/// Redirects are not followed: credentials must not reach another host.
final class CurlKubeTransport: RetirableTransport {
  private let base: String
  private let acceptsCompression: Bool
  private let client: CurlClient

  init(_ access: ClusterAccess, material: TLSMaterial, configuration: ConnectionConfiguration) {
    base = access.server
    acceptsCompression = access.acceptsCompression
    client = CurlClient(configuration: Self.configuration(access, material, configuration))
  }

  private static func configuration(
    _ access: ClusterAccess, _ material: TLSMaterial, _ connection: ConnectionConfiguration
  ) -> CurlConfiguration {
    var configuration = CurlConfiguration()
    if access.trust == .insecure {
      configuration.trust = .insecure
    } else if let authority = material.authority {
      configuration.trust = .certificates(pem: authority)
    }
    configuration.identity = material.identity
    configuration.serverName = access.serverName
    if let proxy = access.proxy { configuration.proxy = .url(proxy.url) }
    configuration.userAgent = connection.userAgent.description
    configuration.httpVersion = connection.httpVersion
    return configuration
  }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let isWatch = request.timeout == nil
    let curlRequest = CurlRequest(
      method: request.method.rawValue, url: base + request.target,
      headers: CurlHeaders(request.headers.map { CurlHeaders.Field(name: $0.name, value: $0.value) }),
      body: request.body, timeout: request.timeout, idleTimeout: request.idleTimeout,
      acceptsCompression: acceptsCompression && !isWatch, connection: request.beginsWithAll ? .separate : .shared)
    do throws(CurlError) {
      let response = try await client.send(curlRequest)
      return KubeResponse(
        status: response.status, headers: response.headers.map { KubeRequest.Field($0.name, $0.value) },
        body: isWatch ? Self.watchBody(response.body) : Self.body(response.body))
    } catch {
      throw KubeError(error)
    }
  }

  private static func body(_ body: CurlBody) -> KubeBody {
    KubeBody { () async throws(KubeError) -> [UInt8]? in
      var iterator = body.makeAsyncIterator()
      do throws(CurlError) { return try await iterator.next() } catch { throw KubeError(error) }
    }
  }

  /// The body of a watch. When its connection is given up for one with newer certificates, it ends between two events
  /// as if the server had ended it, so that its reader opens the next.
  private static func watchBody(_ body: CurlBody) -> KubeBody {
    let position = WatchPosition()
    return KubeBody { () async throws(KubeError) -> [UInt8]? in
      var iterator = body.makeAsyncIterator()
      do throws(CurlError) {
        let bytes = try await iterator.next()
        position.note(bytes)
        return bytes
      } catch {
        if error.code == .retired, position.isBetweenEvents { return nil }
        throw KubeError(error)
      }
    }
  }

  func retire(within grace: Duration) { client.retire(within: grace) }

  func shutdown() async { await client.shutdown() }
}

extension KubeRequest {
  fileprivate var beginsWithAll: Bool { query.contains { $0.name == "sendInitialEvents" && $0.value == "true" } }
}

/// Whether a watch stands between two events, which are lines.
private final class WatchPosition: Sendable {
  private let endedLine = Atomic(true)

  var isBetweenEvents: Bool { endedLine.load(ordering: .relaxed) }

  func note(_ bytes: [UInt8]?) {
    guard let last = bytes?.last else { return }
    endedLine.store(last == UInt8(ascii: "\n"), ordering: .relaxed)
  }
}
