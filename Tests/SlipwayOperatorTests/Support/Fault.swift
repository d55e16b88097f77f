import KubeClient
import KubeCore
import KubeSimulator

/// What goes wrong with the requests of one client.
struct Fault: Sendable {
  /// What becomes of one request.
  enum Verdict: Sendable {
    case pass
    /// It does not arrive.
    case refuse(KubeError)
    /// It takes effect, but nobody learns of it.
    case loseAnswer(KubeError)
    /// The server says this instead of doing it.
    case answer(SimulatorAnswer)
  }

  private enum Kind: Sendable {
    case crash(atWrite: Int, landed: Bool)
    case refusals([Int], every: Int)
  }

  private var kind: Kind
  private var count = 0
  /// Whether it has come to pass.
  private(set) var hasStruck = false

  private init(_ kind: Kind) { self.kind = kind }

  /// The client loses its way to the cluster for good at its n-th write, counted from 0.
  ///
  /// - Parameter landed: whether that write takes effect.
  static func crash(atWrite number: Int, landed: Bool) -> Fault { Fault(.crash(atWrite: number, landed: landed)) }

  /// Each n-th write is refused, with these statuses in turn.
  static func refusals(_ statuses: [Int], every number: Int) -> Fault { Fault(.refusals(statuses, every: number)) }

  mutating func strike(_ request: KubeRequest, isWrite: Bool) -> Verdict {
    switch kind {
    case .crash(let number, let landed): strikeDead(isWrite, number, landed)
    case .refusals(let statuses, let number): refuse(isWrite, statuses, number)
    }
  }

  private mutating func strikeDead(_ isWrite: Bool, _ number: Int, _ landed: Bool) -> Verdict {
    let error = KubeError(.connectionLost, message: "the client has lost its way")
    if hasStruck { return .refuse(error) }
    guard isWrite else { return .pass }
    defer { count += 1 }
    guard count == number else { return .pass }
    hasStruck = true
    return landed ? .loseAnswer(error) : .refuse(error)
  }

  private mutating func refuse(_ isWrite: Bool, _ statuses: [Int], _ number: Int) -> Verdict {
    guard isWrite, !statuses.isEmpty else { return .pass }
    count += 1
    guard count % number == 0 else { return .pass }
    hasStruck = true
    return .answer(Self.answer(statuses[count / number % statuses.count]))
  }

  private static func answer(_ status: Int) -> SimulatorAnswer {
    let reason =
      switch status {
      case 409: "Conflict"
      case 429: "TooManyRequests"
      default: "InternalError"
      }
    let body: JSONValue = [
      "kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": .string(reason),
      "message": .string("refused by the test"), "code": .integer(Int64(status)),
    ]
    var headers = [KubeRequest.Field("Content-Type", "application/json")]
    if status == 429 { headers.append(KubeRequest.Field("Retry-After", "1")) }
    return SimulatorAnswer(status: status, headers: headers, body: .bytes(JSONWriter.write(body)))
  }
}

extension Fault {
  /// Whether the client can do nothing any more.
  var isDeadly: Bool {
    if case .crash = kind { hasStruck } else { false }
  }
}
