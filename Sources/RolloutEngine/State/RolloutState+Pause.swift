import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Whether the user has stopped the rollout.
  ///
  /// The first version starts all the same: there is no rollout to stop.
  var isPaused: Bool { (spec.paused || status.pausedBy != nil) && stage != .new && stage != .starting }

  /// Notes the start of a pause, and at its end moves every deadline by its length.
  mutating func trackPause() -> Bool {
    guard stage != .settled, isPaused else { return endPause() }
    guard status.pausedTime == nil else { return false }
    status.pausedTime = now
    holdShares()
    record("Paused", "The rollout stays where it is: \(pauseReason)")
    return true
  }

  /// Takes back what was asked of the router and has not reached it: no traffic moves in a pause.
  private mutating func holdShares() {
    guard !isCatchingUp, let seen = world.traffic.plan else { return }
    for (revision, asked) in askedLast { askedLast[revision] = held(asked, for: revision, at: seen) }
    if seen.mirror == nil { status.candidate?.mirror = nil }
  }

  private func held(_ asked: BasisPoints, for revision: String, at seen: TrafficPlan) -> BasisPoints {
    let given = seen.weight(of: revision)
    guard isByReplicas else { return input.router.floor(asked) <= given ? asked : given }
    guard seen.admitted.contains(revision) else { return .zero }
    let isShared = status.stable.map { seen.admitted.contains($0.revision) } ?? false
    return asked == .whole && isShared && !isAtOnce ? sharedWeight : asked
  }

  /// Ends a pause that a person asked for, before what follows sets times of its own.
  mutating func goOn() {
    status.pausedBy = nil
    _ = trackPause()
  }

  var pauseReason: String {
    spec.paused ? "`spec.paused` is set." : "\(status.pausedBy ?? "") has paused it."
  }

  private mutating func endPause() -> Bool {
    guard let pausedTime = status.pausedTime else { return false }
    status.pausedTime = nil
    guard status.candidate != nil else { return true }
    let length = max(.zero, now - pausedTime)
    if var step = status.step {
      step.startTime = step.startTime.map { $0 + length }
      step.enteredTime = step.enteredTime.map { $0 + length }
      step.deadlineTime = step.deadlineTime.map { $0 + length }
      status.step = step
    }
    if let deadline = status.rollback?.deadlineTime { status.rollback?.deadlineTime = deadline + length }
    record("Resumed", "The rollout goes on; its deadlines have been moved by the length of the pause.")
    return true
  }
}
