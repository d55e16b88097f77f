/// The head of a response, and the body that follows it.
///
/// Redirects and error statuses are responses like any other: nothing is followed, nothing thrown.
public struct CurlResponse: Sendable {
  /// The status code; interim (1xx) responses are not shown.
  public let status: Int
  /// The header fields in order.
  public let headers: CurlHeaders
  /// The version of HTTP that the server answered in.
  public let httpVersion: CurlHTTPVersion
  /// The body. Dropping it, and every iterator over it, ends the exchange.
  public let body: CurlBody
}
