public import CurlTransport

/// Asks metrics servers: no redirect is followed, the size of an answer is limited, and a fault is a value.
public struct ProviderClient: Sendable {
  /// The largest answer that is read, in bytes.
  public static let answerLimit = 16 << 20
  private let client: CurlClient
  private let credentials: ProviderCredentials
  private let tokens: TokenShelf?

  /// Makes a client over a transport.
  ///
  /// - Parameter tokens: where tokens are kept; needed by credentials that ask for one.
  public init(_ client: CurlClient, credentials: ProviderCredentials = .none, tokens: TokenShelf? = nil) {
    (self.client, self.credentials, self.tokens) = (client, credentials, tokens)
  }

  /// Sends a request to a path below the address.
  func ask(
    _ address: ProviderAddress, method: String = "GET", path: String, headers: [String: String] = [:], body: [UInt8]? = nil
  ) async throws(ProviderFailure) -> [UInt8] {
    var request = CurlRequest(
      method: method, url: address.url + path, body: body, timeout: address.timeout, acceptsCompression: true)
    request.headers = CurlHeaders(
      address.headers.merging(headers) { $1 }.sorted { $0.key < $1.key }.map {
        CurlHeaders.Field(name: $0.key, value: $0.value)
      })
    let (status, bytes) = try await send(&request)
    if let failure = ProviderFailure.status(status, bytes) { throw failure }
    return bytes
  }

  /// Proves who asks, and asks; a token that is refused is asked for anew, once.
  private func send(_ request: inout CurlRequest) async throws(ProviderFailure) -> (Int, [UInt8]) {
    switch credentials {
    case .none: break
    case .header(let name, let value): request.headers.append(name, value)
    case .signature(let signing): request.signing = signing
    case .oauth2(let client):
      let answer = try await send(request, as: client)
      guard answer.0 == 401 else { return answer }
      tokens?.drop(client)
      return try await send(request, as: client)
    }
    if let token = request.signing?.sessionToken {
      request.headers.append("X-Amz-Security-Token", token)
    }
    return try await Self.exchange(request, over: client, limit: Self.answerLimit)
  }

  private func send(
    _ request: CurlRequest, as client: OAuth2Client
  ) async throws(ProviderFailure) -> (Int, [UInt8]) {
    guard let tokens else { throw ProviderFailure(.refused, "no tokens can be kept") }
    var request = request
    let token = try await tokens.token(of: client, over: self.client)
    request.headers.append("Authorization", "Bearer \(token)")
    return try await Self.exchange(request, over: self.client, limit: Self.answerLimit)
  }

  static func exchange(
    _ request: CurlRequest, over client: CurlClient, limit: Int
  ) async throws(ProviderFailure) -> (status: Int, body: [UInt8]) {
    do throws(CurlError) {
      let response = try await client.send(request)
      return (response.status, try await response.body.collect(upTo: limit))
    } catch {
      throw ProviderFailure(error.isTransient ? .transient : .refused, error.description)
    }
  }
}
