import CurlTransport
public import KubeClient

/// The way to an API server over HTTPS.
///
/// Calls and watches share one HTTP/2 connection where the server offers it. Redirects are not followed: credentials
/// must not reach another host.
public struct HTTPSTransport: KubeTransport {
  private let base: String
  private let client: CurlClient
  private let token: TokenSource?

  public init(_ access: ClusterAccess) {
    base = access.server.hasSuffix("/") ? String(access.server.dropLast()) : access.server
    client = CurlClient(configuration: Self.configuration(access))
    token = access.token.map { TokenSource($0) }
  }

  private static func configuration(_ access: ClusterAccess) -> CurlConfiguration {
    var configuration = CurlConfiguration()
    if access.skipsVerification {
      configuration.trust = .insecure
    } else if let authority = access.certificateAuthority {
      configuration.trust = .certificates(pem: authority)
    }
    if let certificate = access.clientCertificate, let key = access.clientKey {
      configuration.identity = CurlConfiguration.Identity(certificateChain: certificate, privateKey: key)
    }
    configuration.serverName = access.serverName
    if let proxy = access.proxy { configuration.proxy = .url(proxy) }
    return configuration
  }

  public func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    do throws(CurlError) {
      return Self.response(try await client.send(try prepare(request)))
    } catch {
      throw KubeError(error)
    }
  }

  private func prepare(_ request: KubeRequest) throws(CurlError) -> CurlRequest {
    var headers = CurlHeaders(request.headers.map { CurlHeaders.Field(name: $0.name, value: $0.value) })
    if let token {
      do throws(ConnectionError) {
        headers.append("Authorization", "Bearer " + (try token.current()))
      } catch {
        throw CurlError(.invalidRequest, error.message)
      }
    }
    return CurlRequest(
      method: request.method.rawValue, url: base + request.target, headers: headers, body: request.body,
      timeout: request.timeout, idleTimeout: request.idleTimeout, acceptsCompression: request.timeout != nil)
  }

  private static func response(_ response: CurlResponse) -> KubeResponse {
    let body = response.body
    return KubeResponse(
      status: response.status, headers: response.headers.map { KubeRequest.Field($0.name, $0.value) },
      body: KubeBody { () async throws(KubeError) -> [UInt8]? in
        var iterator = body.makeAsyncIterator()
        do throws(CurlError) { return try await iterator.next() } catch { throw KubeError(error) }
      })
  }

  /// Ends all exchanges and closes the connections.
  public func shutdown() async { await client.shutdown() }
}
