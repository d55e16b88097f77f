import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Makes the candidate the stable version once it has all the traffic.
  mutating func promote() -> Bool {
    guard let stable = status.stable, let candidate = status.candidate, candidate.weight == .whole, isGiven else {
      return false
    }
    archive(.promoted, reason: "StepsPassed", message: "It took over from \(stable.revision).")
    retire(stable.revision)
    status.stable = candidate
    endRollout()
    record("Promoted", "Revision \(candidate.revision) has all traffic and is the stable version.")
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
      candidate.weight == .zero, world.admitted == [stable.revision]
    else { return false }
    archive(rollback.outcome, reason: rollback.reason, message: rollback.message)
    if rollback.outcome == .rolledBack { reject(candidate.revision, rollback) }
    retire(candidate.revision)
    endRollout()
    record(
      rollback.outcome.rawValue, "Revision \(candidate.revision) has no traffic any more. \(rollback.message)",
      type: rollback.outcome == .rolledBack ? .warning : .normal)
    return true
  }

  private mutating func reject(_ revision: String, _ rollback: RollbackStatus) {
    var rejected = RejectedRevision()
    (rejected.revision, rejected.reason, rejected.message) = (revision, rollback.reason, rollback.message)
    rejected.time = now
    status.rejectedRevisions.removeAll { $0.revision == revision }
    status.rejectedRevisions = Array(([rejected] + status.rejectedRevisions).prefix(10))
  }

  /// Enters the rollout in the history.
  mutating func archive(_ outcome: RolloutOutcome, reason: String, message: String) {
    var entry = HistoryEntry()
    entry.revision = status.candidate?.revision ?? ""
    (entry.outcome, entry.reason, entry.message) = (outcome, reason, message)
    (entry.startTime, entry.endTime) = (status.startTime, now)
    status.history = Array(([entry] + status.history).prefix(10))
  }

  /// Lets the requests of a revision that has lost its traffic end before its replicas stop.
  mutating func retire(_ revision: String) {
    status.retiring.append(
      RetiringRevision(revision: revision, deadlineTime: now + RolloutTiming.drain.duration))
  }

  mutating func endRollout() {
    (status.candidate, status.step, status.rollback) = (nil, nil, nil)
    (status.startTime, status.pausedTime) = (nil, nil)
  }

  /// Forgets revisions whose replicas have stopped.
  mutating func finishRetiring() -> Bool {
    let rest = status.retiring.filter { revision in
      !isDrained(revision) || world.desired(revision.revision) > 0 || world.ready(revision.revision) > 0
    }
    defer { status.retiring = rest }
    return rest.count != status.retiring.count
  }

  /// Whether the replicas of a retiring revision may stop: no request reaches them, and those under way had their time.
  func isDrained(_ revision: RetiringRevision) -> Bool {
    input.now >= revision.deadlineTime ?? now && world.admitted?.contains(revision.revision) != true
  }
}
