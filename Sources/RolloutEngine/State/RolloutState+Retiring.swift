import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Lets the requests of a revision that has lost its traffic end before its replicas stop.
  ///
  /// - Parameter warm: how long its replicas are kept beyond that, for an instant return.
  mutating func retire(_ revision: String, warm: Duration = .zero) {
    status.retiring.removeAll { $0.revision == revision }
    status.retiring.append(
      RetiringRevision(
        revision: revision, deadlineTime: now + RolloutTiming.drain.duration,
        warmTime: warm > RolloutTiming.drain.duration ? now + warm : nil))
  }

  /// How long the version before is kept warm after a promotion.
  var warmTime: Duration {
    let rollback = spec.rollback.keepWarm ?? spec.rollback.bake
    guard spec.strategy.type == .blueGreen else { return rollback.duration }
    return max(rollback, spec.strategy.blueGreen.scaleDownDelay).duration
  }

  /// Lets go of revisions that are only kept warm.
  mutating func endWarmth() -> Bool {
    guard status.retiring.contains(where: { $0.warmTime != nil }) else { return false }
    for position in status.retiring.indices { status.retiring[position].warmTime = nil }
    return true
  }

  /// Forgets revisions whose replicas have stopped.
  mutating func finishRetiring() -> Bool {
    let rest = status.retiring.filter { revision in
      !isDrained(revision) || world.desired(revision.revision) > 0 || world.ready(revision.revision) > 0
    }
    defer { status.retiring = rest }
    return rest.count != status.retiring.count
  }

  /// Whether the replicas of a retiring revision may stop: nothing reaches them, and those under way had their time.
  func isDrained(_ revision: RetiringRevision) -> Bool {
    input.now >= revision.deadlineTime ?? now && input.now >= revision.warmTime ?? input.now
      && isDispensable(revision.revision)
  }

  /// Whether no request can miss the replicas of a revision without a part.
  func isDispensable(_ revision: String) -> Bool { !isReached(revision) || isAmongOthers }

  /// Whether a Service admits whatever has replicas: a revision without a part is reached for as long as it has any, and
  /// the others carry the traffic without it.
  private var isAmongOthers: Bool { isByReplicas && traffic.admitted.count > 1 && isCapacityWhole }
}

// MARK: - The way back

extension RolloutState {
  /// Returns all traffic from the stable version to another revision, as its capacity arrives.
  ///
  /// The two change their parts, so that the return is like every other rollback.
  mutating func takeBack(to target: String, _ outcome: RolloutOutcome, _ reason: String, _ message: String) {
    guard var failed = status.stable, failed.revision != target else { return }
    (failed.weight, failed.mirror) = (.whole, nil)
    let model = world[target]?.model ?? world.kept.first { $0.revision == target }?.model ?? ""
    status.stable = RevisionStatus(revision: target, model: model)
    status.candidate = failed
    status.arms = []
    status.bake = nil
    status.retiring.removeAll { $0.revision == target }
    status.rejectedRevisions.removeAll { $0.revision == target }
    status.startTime = now
    status.step = makeStep()
    status.step?.weight = .whole
    status.step?.startTime = now
    _ = beginRollback(outcome, reason, message)
    // A version that has to start first is given the time that any version has.
    if world.ready(target) < replicas {
      let deadline = now + max(progressDeadline, RolloutTiming.restore.duration)
      status.rollback?.deadlineTime = deadline
    }
  }

  func isKept(_ revision: String) -> Bool { world.kept.contains { $0.revision == revision } }

  /// Whether a revision runs or can be made again.
  func canRun(_ revision: String) -> Bool { world[revision] != nil || isKept(revision) }

  /// Returns at once to the version before when the spec asks for it while it is still warm: it has proved itself.
  mutating func returnToWarm() -> Bool {
    guard wantsRollout, !isRejected, replicas > 0, spec.strategy.type != .abTest || trialArms.isEmpty,
      let warm = status.retiring.first(where: { $0.revision == input.revision })?.warmTime, warm > input.now,
      world.ready(input.revision) >= replicas
    else { return false }
    takeBack(
      to: input.revision, .cancelled, "SpecReverted", "The spec asks for the version before again, and it is warm.")
    return true
  }
}
