import KubeCore

/// One HTTP request to an API server, as a value. Credentials are the transport's business.
public struct KubeRequest: Sendable, Hashable {
  /// The HTTP methods that the Kubernetes API uses.
  public enum Method: String, Sendable, Hashable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case head = "HEAD"
    /// An API server takes no notice of it, nor of any other method, and answers to all of them alike.
    case options = "OPTIONS"
  }

  /// One name and value of a query or a header.
  public struct Field: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public var method: Method
  /// The path, already percent-encoded, without the query.
  public var path: String
  /// The query's fields in order, not encoded.
  public var query: [Field]
  public var headers: [Field]
  public var body: [UInt8]?
  /// How long the whole exchange may take; `nil` for a watch.
  public var timeout: Duration?
  /// How long a streamed answer may stay silent; `nil` for no limit.
  public var idleTimeout: Duration?
  /// Whether it may be sent once more after it has failed.
  public var repetition: Repetition

  /// - Parameter repetition: default `.safe` for GET and `.ifRefused` for all else.
  public init(
    method: Method, path: String, query: [Field] = [], headers: [Field] = [], body: [UInt8]? = nil,
    timeout: Duration? = .seconds(30), idleTimeout: Duration? = nil, repetition: Repetition? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.idleTimeout = idleTimeout
    self.repetition = repetition ?? (method == .get ? .safe : .ifRefused)
  }

  /// Path and encoded query, as they stand on the request line.
  public var target: String {
    guard !query.isEmpty else { return path }
    let fields = query.map { "\(PercentEncoding.query($0.name))=\(PercentEncoding.query($0.value))" }
    return path + "?" + fields.joined(separator: "&")
  }
}
