public import KubeCore

/// How a kubelet finds out whether a container is alive or ready. Times are whole seconds.
public struct Probe: Sendable, Hashable, Codable {
  /// An HTTP request; a status from 200 to 399 is success.
  public struct HTTPGet: Sendable, Hashable, Codable {
    public var path: String?
    public var port: IntOrString
    public var scheme: String?

    public init(path: String, port: IntOrString) {
      self.path = path
      self.port = port
    }
  }

  /// A connection that can be opened.
  public struct TCPSocket: Sendable, Hashable, Codable {
    public var port: IntOrString

    public init(port: IntOrString) { self.port = port }
  }

  public var httpGet: HTTPGet?
  public var tcpSocket: TCPSocket?
  public var initialDelaySeconds: Int?
  public var periodSeconds: Int?
  public var timeoutSeconds: Int?
  public var successThreshold: Int?
  public var failureThreshold: Int?

  public init(httpGet: HTTPGet? = nil, tcpSocket: TCPSocket? = nil, periodSeconds: Int? = nil) {
    self.httpGet = httpGet
    self.tcpSocket = tcpSocket
    self.periodSeconds = periodSeconds
  }
}
