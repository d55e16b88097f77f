/// Where requests for a Service may go: one ready pod.
public struct Endpoint: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The pod's name.
  public let pod: String
  /// The pod's address.
  public let host: String
  /// The port that the Service leads to.
  public let port: Int

  public init(pod: String, host: String, port: Int) {
    self.pod = pod
    self.host = host
    self.port = port
  }

  public var description: String { "\(host):\(port)" }

  public static func < (left: Endpoint, right: Endpoint) -> Bool {
    (left.pod, left.host, left.port) < (right.pod, right.host, right.port)
  }
}
