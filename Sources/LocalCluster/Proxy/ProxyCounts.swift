/// What has become of the requests to one Service since its proxy was started.
public struct ProxyCounts: Sendable, Hashable {
  /// Requests that came in.
  public var requests = 0
  /// Requests that each endpoint was given, by the endpoint.
  public var byEndpoint: [Endpoint: Int] = [:]
  /// Answers of the endpoints with a status of 500 or more.
  public var errors = 0
  /// Requests for which there was no ready endpoint (answered 503).
  public var unserved = 0
  /// Requests that an endpoint was given and did not answer, or not to the end, while the client was still there.
  public var dropped = 0
  /// Connections that could not be made, after which another endpoint was tried.
  public var retries = 0
  /// Copies of requests that were sent to a mirror.
  public var mirrored = 0
  /// Copies that were not made, because too many were under way.
  public var unmirrored = 0

  public init() {}
}
