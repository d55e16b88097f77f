/// One HTTP request.
public struct CurlRequest: Sendable {
  /// The connection that a request travels on.
  public enum Connection: Sendable, Hashable {
    /// A connection that carries other exchanges too where the server speaks HTTP/2.
    ///
    /// The reader of the body must keep up: libcurl before 8.1 cannot hold back one stream of a connection without
    /// holding back all of them, so a reader that stays behind for longer than ``CurlConfiguration/stallLimit``
    /// loses its exchange.
    case shared
    /// An HTTP/1.1 connection that carries nothing else meanwhile, so that its reader may be as slow as it likes.
    case separate
  }

  /// The method, such as `GET`; a token of RFC 9110 section 9.1.
  public var method: String
  /// An absolute `http` or `https` URL.
  public var url: String
  /// Fields to send, in order. `Host`, `Accept` and `User-Agent` replace those that the transport would write.
  public var headers: CurlHeaders
  /// The bytes to send. Without them, `POST`, `PUT` and `PATCH` send a body of length zero and others none.
  public var body: [UInt8]?
  /// The longest that the whole exchange may take, from the call of `send` to the last byte of the body.
  ///
  /// `nil`, for watches, sets no limit.
  public var timeout: Duration?
  /// The longest that the server may send nothing, before or after the head; `nil` sets no limit.
  ///
  /// The time in which the transport itself holds the server back does not count.
  public var idleTimeout: Duration?
  /// Whether the server may compress the body with gzip; the body is always delivered as it was before that.
  ///
  /// The `Content-Encoding` and `Content-Length` fields of the response then still describe the compressed form.
  public var acceptsCompression: Bool
  /// The connection to use.
  public var connection: Connection
  /// Signs the request for a service of Amazon's; the default is no signature.
  public var signing: CurlSigning?

  /// Creates a request; everything but the URL has a default.
  public init(
    method: String = "GET", url: String, headers: CurlHeaders = [:], body: [UInt8]? = nil,
    timeout: Duration? = .seconds(30), idleTimeout: Duration? = nil, acceptsCompression: Bool = false,
    connection: Connection = .shared
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.idleTimeout = idleTimeout
    self.acceptsCompression = acceptsCompression
    self.connection = connection
  }
}
