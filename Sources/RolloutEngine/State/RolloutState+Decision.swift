import KubeCore
import SlipwayAPI

extension RolloutState {
  /// The decision that the settled state stands for.
  func makeDecision() -> RolloutDecision {
    let plan = makePlan()
    let explanation = makeExplanation()
    var decision = RolloutDecision(
      status: makeStatus(plan, explanation), plan: plan, events: events + announcement(explanation),
      requeueTime: nextDeadline)
    decision.requests = orderedRequests.compactMap { request in status.requests.first { $0.id == request.id } }
    return decision
  }

  /// Says once that something waits for a person, or for what is outside.
  private func announcement(_ explanation: ExplanationStatus) -> [RolloutEvent] {
    guard let rule = RolloutRule(rawValue: explanation.rule), rule.isAnnounced,
      input.previous.explanation?.rule != explanation.rule
    else { return [] }
    let isFailure = rule == .failed
    return [
      RolloutEvent(
        type: rule.isStalled ? .warning : .normal, reason: isFailure ? "RollbackNeeded" : rule.rawValue,
        message: "\(explanation.message) \(explanation.next)")
    ]
  }

  private func makePlan() -> RolloutPlan {
    let split = currentSplit
    var revisions: [RolloutPlan.Revision] = []
    if let stable = status.stable {
      revisions.append(RolloutPlan.Revision(revision: stable.revision, track: .stable, replicas: split.stable))
    }
    if let candidate = status.candidate {
      let track: Track = plannedStep?.kind == .mirror ? .shadow : .candidate
      revisions.append(RolloutPlan.Revision(revision: candidate.revision, track: track, replicas: split.candidate))
    }
    revisions += status.arms.dropFirst().map {
      RolloutPlan.Revision(revision: $0.revision, track: .candidate, replicas: currentReplicas(of: $0))
    }
    let (retired, removals) = leftovers(besides: Set(revisions.map(\.revision)))
    let isPreview = status.step?.strategy == .blueGreen && (stage == .stepping || stage == .promoting)
    return RolloutPlan(
      revisions: revisions + retired, removals: removals, draining: status.retiring.map(\.revision), traffic: traffic,
      preview: isPreview ? status.candidate?.revision : nil)
  }

  /// Revisions that have no part any more: those that still have replicas, and those that can go.
  private func leftovers(besides owners: Set<String>) -> (retired: [RolloutPlan.Revision], removals: [String]) {
    var retired: [RolloutPlan.Revision] = []
    var removals: [String] = []
    for leftover in world.revisions.sorted(by: { $0.revision < $1.revision })
    where !owners.contains(leftover.revision) {
      let isNeeded = leftover.revision == status.bake?.previous && !isKept(leftover.revision)
      if leftover.desired == 0, leftover.ready == 0, isDispensable(leftover.revision), !isNeeded {
        removals.append(leftover.revision)
      } else {
        let retiring = status.retiring.first { $0.revision == leftover.revision }
        let mayStop = isDrained(retiring ?? RetiringRevision(revision: leftover.revision, deadlineTime: input.now))
        retired.append(
          RolloutPlan.Revision(revision: leftover.revision, track: .retired, replicas: mayStop ? 0 : leftover.desired))
      }
    }
    return (retired, removals)
  }

  /// The next time at which something follows from time alone.
  private var nextDeadline: Timestamp? {
    var times = status.retiring.flatMap { [$0.deadlineTime, $0.warmTime].compactMap { $0 } }
    if !isPaused {
      times += [status.step?.deadlineTime, status.rollback?.deadlineTime].compactMap { $0 }
      times += judgingTimes
      times += [input.catchUpTime].compactMap { $0 }
      if let deadline = status.bake?.deadlineTime, status.bake?.failure == nil { times.append(deadline) }
      if stage == .stepping || (stage == .settled && wantsRollout) { times += input.gates.compactMap(\.openTime) }
    }
    return times.filter { $0 > input.now }.min()
  }

  /// The end of the least time at a step, and the time at which its evidence is overdue.
  private var judgingTimes: [Timestamp] {
    guard let entered = status.step?.enteredTime, let planned = plannedStep, planned.kind != .hold else { return [] }
    return [entered + planned.minimumTime.duration, entered + spec.analysis.inconclusiveAfter.duration]
  }
}
