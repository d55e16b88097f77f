import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Makes the candidate the stable version once it has all the traffic.
  mutating func promote() -> Bool {
    guard let stable = status.stable, let candidate = status.candidate, candidate.weight == .whole, isGiven else {
      return false
    }
    let isAbove = status.step?.strategy == .abTest && candidate.revision != input.revision
    archive(.promoted, reason: "StepsPassed", message: "It took over from \(stable.revision).")
    retire(stable.revision, warm: warmTime)
    status.stable = candidate
    beginBake(after: stable)
    endRollout()
    record("Promoted", "Revision \(candidate.revision) has all traffic and is the stable version.")
    if isAbove, input.revision != candidate.revision, !isRejected {
      reject(input.revision, "LostTest", "Revision \(candidate.revision) won the A/B test.")
    }
    return true
  }

  /// Turns the rollout around.
  ///
  /// Always a transition.
  mutating func beginRollback(_ outcome: RolloutOutcome, _ reason: String, _ message: String) -> Bool {
    var rollback = RollbackStatus()
    (rollback.outcome, rollback.reason, rollback.message) = (outcome, reason, message)
    (rollback.startTime, rollback.deadlineTime) = (now, now + RolloutTiming.restore.duration)
    status.rollback = rollback
    let type: RolloutEvent.Kind = outcome == .rolledBack ? .warning : .normal
    record("RollingBack", "Traffic returns to \(status.stable?.revision ?? ""). \(message)", type: type)
    return true
  }

  /// Ends a rollback once all traffic is seen to go to the stable version.
  mutating func finishRollback() -> Bool {
    guard let rollback = status.rollback, let stable = status.stable, let candidate = status.candidate,
      candidate.weight == .zero, isConfirmed, world.admitted == [stable.revision]
    else { return false }
    archive(rollback.outcome, reason: rollback.reason, message: rollback.message)
    for revision in owners where revision != stable.revision {
      if rollback.outcome == .rolledBack { reject(revision, rollback.reason, rollback.message) }
      retire(revision)
    }
    endRollout()
    record(
      rollback.outcome.rawValue, "Revision \(candidate.revision) has no traffic any more. \(rollback.message)",
      type: rollback.outcome == .rolledBack ? .warning : .normal)
    if let target = rollback.target, target != stable.revision, canRun(target) {
      takeBack(to: target, .rolledBack, rollback.reason, rollback.message)
    }
    return true
  }

  /// Gives up a return to a version that does not start, once its deadline has passed and the spec offers a repair: the
  /// version that serves stays until the repair has taken over.
  mutating func abandonRollback() -> Bool {
    guard let rollback = status.rollback, let deadline = rollback.deadlineTime, input.now >= deadline,
      let stable = status.stable, let candidate = status.candidate, world.ready(stable.revision) == 0,
      world.ready(candidate.revision) > 0, !isRejected,
      input.revision != stable.revision, input.revision != candidate.revision
    else { return false }
    archive(rollback.outcome, reason: rollback.reason, message: rollback.message)
    retire(stable.revision)
    status.stable = candidate
    endRollout()
    record(
      "RollbackAbandoned",
      "Revision \(stable.revision) does not start: \(candidate.revision) stays until \(input.revision) takes over.",
      type: .warning)
    return true
  }

  /// Ends a shadow that was only to be judged.
  mutating func finishShadow() -> Bool {
    guard let candidate = status.candidate else { return false }
    let message = "The evidence sufficed; it was a shadow alone."
    archive(.judged, reason: "EvidenceSuffices", message: message)
    reject(candidate.revision, "Judged", message, outcome: .judged)
    retire(candidate.revision)
    endRollout()
    record("Judged", "Revision \(candidate.revision) was judged good as a shadow, and stops.")
    return true
  }

  mutating func reject(
    _ revision: String, _ reason: String, _ message: String, outcome: RolloutOutcome = .rolledBack
  ) {
    var rejected = RejectedRevision()
    (rejected.revision, rejected.reason, rejected.message) = (revision, reason, message)
    (rejected.outcome, rejected.time) = (outcome, now)
    status.rejectedRevisions.removeAll { $0.revision == revision }
    status.rejectedRevisions = Array(([rejected] + status.rejectedRevisions).prefix(10))
  }

  /// Enters the rollout in the history.
  mutating func archive(_ outcome: RolloutOutcome, reason: String, message: String, revision: String? = nil) {
    var entry = HistoryEntry()
    entry.revision = revision ?? status.candidate?.revision ?? ""
    (entry.outcome, entry.reason, entry.message) = (outcome, reason, message)
    (entry.startTime, entry.endTime) = (status.startTime, now)
    status.history = Array(([entry] + status.history).prefix(10))
  }

  mutating func endRollout() {
    (status.candidate, status.step, status.rollback, status.arms) = (nil, nil, nil, [])
    (status.startTime, status.pausedTime, status.pausedBy) = (nil, nil, nil)
  }
}
