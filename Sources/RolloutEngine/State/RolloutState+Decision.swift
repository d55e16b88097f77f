import KubeCore
import SlipwayAPI

extension RolloutState {
  /// The decision that the settled state stands for.
  func makeDecision() -> RolloutDecision {
    let plan = makePlan()
    let explanation = makeExplanation()
    return RolloutDecision(
      status: makeStatus(plan, explanation), plan: plan, events: events, requeueTime: nextDeadline)
  }

  private func makePlan() -> RolloutPlan {
    let split = currentSplit
    var revisions: [RolloutPlan.Revision] = []
    if let stable = status.stable {
      revisions.append(RolloutPlan.Revision(revision: stable.revision, track: .stable, replicas: split.stable))
    }
    if let candidate = status.candidate {
      revisions.append(RolloutPlan.Revision(revision: candidate.revision, track: .candidate, replicas: split.candidate))
    }
    let owners = Set(revisions.map(\.revision))
    let (retired, removals) = leftovers(besides: owners)
    return RolloutPlan(revisions: revisions + retired, removals: removals, traffic: traffic)
  }

  /// Revisions that have no part any more: those that still have replicas, and those that can go.
  private func leftovers(besides owners: Set<String>) -> (retired: [RolloutPlan.Revision], removals: [String]) {
    var retired: [RolloutPlan.Revision] = []
    var removals: [String] = []
    for leftover in world.revisions.sorted(by: { $0.revision < $1.revision })
    where !owners.contains(leftover.revision) {
      if leftover.desired == 0, leftover.ready == 0, world.admitted?.contains(leftover.revision) != true {
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
    var times = status.retiring.compactMap(\.deadlineTime)
    if !isPaused {
      times += [status.step?.deadlineTime, status.rollback?.deadlineTime].compactMap { $0 }
      times += judgingTimes
    }
    return times.filter { $0 > input.now }.min()
  }

  /// The end of the least time at a step, and the time at which its evidence is overdue.
  private var judgingTimes: [Timestamp] {
    guard stage == .stepping, let step = status.step, let entered = step.enteredTime,
      steps.indices.contains(step.index), steps[step.index].hold == nil
    else { return [] }
    return [entered + leastTime(at: step.index), entered + spec.analysis.inconclusiveAfter.duration]
  }
}

// MARK: - Status

extension RolloutState {
  private func makeStatus(_ plan: RolloutPlan, _ explanation: ExplanationStatus) -> ModelDeploymentStatus {
    var result = status
    result.observedGeneration = input.generation
    result.router = "Service"
    result.selector = input.selector
    result.replicas = world.revisions.reduce(0) { $0 + $1.desired }
    result.stable = status.stable.map { revision($0, plan) }
    result.candidate = status.candidate.map { revision($0, plan) }
    result.traffic = trafficStatus(plan)
    result.analysis = analysisStatus
    result.phase = phase
    result.explanation = explanation
    setConditions(on: &result, explanation)
    return result
  }

  private func revision(_ revision: RevisionStatus, _ plan: RolloutPlan) -> RevisionStatus {
    var revision = revision
    revision.replicas = plan.replicas(of: revision.revision)
    revision.ready = world.ready(revision.revision)
    revision.weight = plan.traffic.weight(of: revision.revision)
    return revision
  }

  private func trafficStatus(_ plan: RolloutPlan) -> [TrafficStatus] {
    let admitted = world.revisions.filter { world.admitted?.contains($0.revision) == true }
    let ready = admitted.reduce(0) { $0 + $1.ready }
    return plan.traffic.shares.map { share in
      var traffic = TrafficStatus()
      (traffic.revision, traffic.track, traffic.asked) = (share.revision, share.track, share.weight)
      let isAdmitted = admitted.contains { $0.revision == share.revision }
      traffic.given = isAdmitted ? BasisPoints(part: world.ready(share.revision), of: ready) : .zero
      traffic.confirmed = isConfirmed
      return traffic
    }
  }

  /// What the analysis last said; it outlives the rollout, so that people can read what decided.
  private var analysisStatus: AnalysisStatus? {
    guard let report = input.report?.bounded, isCurrent(report) else { return status.analysis }
    var analysis = AnalysisStatus()
    (analysis.verdict, analysis.decidingMetric) = (report.verdict, report.metric)
    (analysis.message, analysis.metrics) = (report.message, report.metrics)
    return analysis
  }

  /// Whether a report is on the trial as it is, or on the step that it has just ended; what comes while the decision is
  /// being carried out is of no interest, unless it is bad news.
  private func isCurrent(_ report: AnalysisReport) -> Bool {
    let trials = [(status.candidate, status.step), (input.previous.candidate, input.previous.step)]
    return trials.contains { candidate, step in
      guard let candidate, let step else { return false }
      return report.revision == candidate.revision && report.step == step.index
        && (step.index < step.of || report.verdict == .rollBack)
    }
  }

  private var phase: Phase {
    switch stage {
    case .new, .starting: .pending
    case .settled: wantsRollout && isRejected ? .rolledBack : isPaused && wantsRollout ? .paused : .healthy
    case _ where isPaused: .paused
    case .stepping: isHeld ? .held : .progressing
    case .promoting: failure == nil ? .promoting : .held
    case .rollingBack: .rollingBack
    }
  }

  /// Whether a step waits for a person, or for something that only a person can put right.
  private var isHeld: Bool {
    guard failure == nil, !isOutOfReach else { return true }
    let isHold = status.step.map { steps.indices.contains($0.index) && steps[$0.index].hold != nil } ?? false
    return isGiven && (isHold || isHeldForEvidence)
  }
}
