public import CurlTransport

/// Asks metrics servers: no redirect is followed, the size of an answer is limited, and a fault is a value.
public struct ProviderClient: Sendable {
  /// The largest answer that is read, in bytes.
  public static let answerLimit = 16 << 20
  private let client: CurlClient

  /// Makes a client over a transport.
  public init(_ client: CurlClient) { self.client = client }

  /// Sends a request to a path below the address.
  func ask(
    _ address: ProviderAddress, method: String = "GET", path: String, headers: [String: String] = [:],
    body: [UInt8]? = nil, signing: CurlSigning? = nil
  ) async throws(ProviderFailure) -> [UInt8] {
    var headers = address.headers.merging(headers) { $1 }
    headers["X-Amz-Security-Token"] = signing?.sessionToken
    let fields = headers.sorted { $0.key < $1.key }
    var request = CurlRequest(
      method: method, url: address.url + path,
      headers: CurlHeaders(fields.map { CurlHeaders.Field(name: $0.key, value: $0.value) }), body: body,
      timeout: address.timeout, acceptsCompression: true)
    request.signing = signing
    let (status, bytes): (Int, [UInt8])
    do throws(CurlError) {
      let response = try await client.send(request)
      status = response.status
      bytes = try await response.body.collect(upTo: Self.answerLimit)
    } catch {
      throw ProviderFailure(error.isTransient ? .transient : .refused, error.description)
    }
    if let failure = ProviderFailure.status(status, bytes) { throw failure }
    return bytes
  }
}
