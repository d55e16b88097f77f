public import KubeClient
import KubeCore

/// What the simulator answers: bytes that are all there, or a watch to be read with `SimulatedCluster.read`.
public struct SimulatorAnswer: Sendable {
  /// The body of an answer.
  public enum Body: Sendable {
    case bytes([UInt8])
    case watch(WatchCursor)
  }

  public var status: Int
  public var headers: [KubeRequest.Field]
  public var body: Body

  public init(status: Int, headers: [KubeRequest.Field], body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  static func json(_ value: JSONValue, status: Int = 200, type: String = "application/json") -> SimulatorAnswer {
    var bytes = JSONWriter.write(value)
    // As Go's encoder ends what it writes.
    bytes.append(0x0A)
    return SimulatorAnswer(status: status, headers: [KubeRequest.Field("Content-Type", type)], body: .bytes(bytes))
  }

  static func text(_ text: String, status: Int = 200) -> SimulatorAnswer {
    SimulatorAnswer(
      status: status, headers: [KubeRequest.Field("Content-Type", "text/plain; charset=utf-8")],
      body: .bytes(Array(text.utf8)))
  }

  /// Adds a warning that clients show to their users.
  mutating func warn(_ text: String) {
    headers.append(KubeRequest.Field("Warning", "299 - \(JSONValue.string(text))"))
  }

  /// Adds a header for each warning.
  mutating func add(warnings: [String]) {
    for warning in warnings { warn(warning) }
  }

  static let pageNotFound = text("404 page not found\n", status: 404)

  static func failure(_ failure: APIFailure) -> SimulatorAnswer {
    var answer = json(failure.status, status: failure.code)
    if let seconds = failure.retryAfterSeconds {
      answer.headers.append(KubeRequest.Field("Retry-After", String(seconds)))
    }
    return answer
  }
}
