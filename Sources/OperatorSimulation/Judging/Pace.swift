/// How fast the operator works, over spans of ten seconds: L3.
struct Pace {
  private static let span = Duration.seconds(10)
  /// Of each process in ten seconds. A rollout that is judged once a second and whose judge is kept needs fewer, watches
  /// that are cut off are opened less and less often, and a key that fails is tried less than once a second after the
  /// first second.
  private static let callLimit = 230
  /// In ten seconds.
  private static let decisionLimit = 160
  /// What each ModelDeployment may add to the calls of each process.
  private static let callsOfEach = 20

  private var began: Duration
  private var calls = 0
  private var decisions = 0
  /// How many processes there were at the same time.
  private var most = 1

  init(since: Duration) { began = since }

  /// - Returns: what there was too much of.
  mutating func note(_ load: CallLoad, of models: Int, by processes: Int, until now: Duration) -> String? {
    calls += load.calls
    decisions += load.decisions
    most = max(most, processes)
    guard now - began >= Self.span else { return nil }
    defer { (began, calls, decisions, most) = (now, 0, 0, 1) }
    if calls > most * (Self.callLimit + models * Self.callsOfEach) { return "\(calls) calls within ten seconds" }
    return decisions > Self.decisionLimit ? "\(decisions) decisions within ten seconds" : nil
  }
}
