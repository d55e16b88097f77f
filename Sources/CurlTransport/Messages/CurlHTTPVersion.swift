/// The version of HTTP that an exchange used.
public enum CurlHTTPVersion: Sendable, Hashable {
  /// HTTP/1.0: no persistent connections.
  case http1_0
  /// HTTP/1.1: one exchange at a time on a connection.
  case http1_1
  /// HTTP/2: many exchanges at a time on a connection.
  case http2
}
