import KubeCore
import SlipwayAPI

extension RolloutState {
  /// What a request comes to: what was done, or why it cannot be.
  enum Answer {
    case done(String)
    case refused(String)
  }

  /// The requests in the order in which they are looked at.
  var orderedRequests: [RequestedVerb] { input.requests.sorted { ($0.time, $0.id) < ($1.time, $1.id) } }

  /// Answers the first request that has not been answered, and remembers the answer: a request is applied once, also when
  /// the operator dies before its own object says so.
  mutating func handleRequest() -> Bool {
    guard let request = orderedRequests.first(where: { request in !status.requests.contains { $0.id == request.id } }),
      makeRoom()
    else { return false }
    var entry = RequestStatus()
    (entry.id, entry.verb, entry.by, entry.time) = (request.id, request.verb, String(request.by.prefix(253)), now)
    switch answer(request) {
    case .done(let message): (entry.state, entry.message) = (.done, message)
    // What its author has seen may be yet to be seen here.
    case .refused where isCatchingUp: return false
    case .refused(let message): (entry.state, entry.message) = (.refused, message)
    }
    status.requests.insert(entry, at: 0)
    let isDone = entry.state == .done
    record(
      isDone ? "RequestDone" : "RequestRefused", "\(request.verb.rawValue) of \(name(of: request)): \(entry.message)",
      type: isDone ? .normal : .warning)
    return true
  }

  /// Forgets the oldest answer that nobody waits for any more, when there is no room for another.
  ///
  /// - Returns: whether there is room.
  private mutating func makeRoom() -> Bool {
    guard status.requests.count >= RolloutTiming.requestLimit else { return true }
    let waiting = Set(input.requests.map(\.id))
    guard let position = status.requests.lastIndex(where: { !waiting.contains($0.id) }) else { return false }
    status.requests.remove(at: position)
    return true
  }

  func name(of request: RequestedVerb) -> String { request.by.isEmpty ? "an unnamed user" : request.by }

  /// The words that go with what a person does.
  func words(of request: RequestedVerb) -> String {
    let reason = request.reason.isEmpty ? "" : ": \(String(request.reason.prefix(300)))"
    return "\(request.verb.rawValue) by \(name(of: request))\(reason)."
  }

  private mutating func answer(_ request: RequestedVerb) -> Answer {
    switch request.verb {
    case .promote: promote(request)
    case .promoteFully: promoteFully(request)
    case .abort: abort(request)
    case .rollBack: rollBack(request)
    case .retry: retry(request)
    case .pause: pause(request)
    case .resume: resume(request)
    case .restart: restart(request)
    }
  }

  /// Why a request means another rollout, or another step, than there is.
  func staleness(of request: RequestedVerb) -> String? {
    guard stage != .new, stage != .starting else { return "The first version starts; there is no rollout." }
    guard let candidate = status.candidate else { return "There is no rollout." }
    let isOfArm = status.arms.contains { $0.revision == request.revision }
    if let revision = request.revision, revision != candidate.revision, !isOfArm {
      return "It means revision \(revision); \(candidate.revision) is on trial now."
    }
    if let step = request.step, step != status.step?.index {
      return "It means the step of index \(step); the rollout is at \(status.step?.index ?? 0) now."
    }
    return nil
  }
}
