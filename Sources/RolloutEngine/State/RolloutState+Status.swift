import KubeCore
import SlipwayAPI

extension RolloutState {
  func makeStatus(_ plan: RolloutPlan, _ explanation: ExplanationStatus) -> ModelDeploymentStatus {
    var result = status
    result.observedGeneration = input.generation
    result.router = input.routerName
    result.selector = input.selector
    result.replicas = replicas(after: plan)
    result.stable = status.stable.map { revision($0, plan) }
    result.candidate = status.candidate.map { revision($0, plan) }
    result.arms = status.arms.map { arm($0, plan) }
    result.traffic = trafficStatus(plan)
    result.analysis = analysisStatus
    result.phase = phase
    result.explanation = explanation
    setConditions(on: &result, explanation)
    return result
  }

  /// Replicas that are added count at once. Others count until they are seen to go, which an autoscaler may prevent.
  private func replicas(after plan: RolloutPlan) -> Int {
    let added = plan.revisions.reduce(0) { $0 + max(0, $1.replicas - world.desired($1.revision)) }
    return world.revisions.reduce(added) { $0 + $1.desired }
  }

  private func revision(_ revision: RevisionStatus, _ plan: RolloutPlan) -> RevisionStatus {
    var revision = revision
    revision.replicas = plan.replicas(of: revision.revision)
    revision.ready = world.ready(revision.revision)
    revision.weight = plan.traffic.weight(of: revision.revision)
    return revision
  }

  private func arm(_ arm: ArmStatus, _ plan: RolloutPlan) -> ArmStatus {
    var arm = arm
    arm.replicas = plan.replicas(of: arm.revision)
    arm.ready = world.ready(arm.revision)
    guard let report = report(on: arm.revision) else { return arm }
    (arm.verdict, arm.message) = (report.verdict, report.message)
    // The sentence of each metric would make eight arms a long text; their figures are short.
    arm.metrics = report.metrics.map { metric in
      var metric = metric
      metric.message = nil
      return metric
    }
    return arm
  }

  private func trafficStatus(_ plan: RolloutPlan) -> [TrafficStatus] {
    let admitted = world.revisions.filter { world.admitted?.contains($0.revision) == true }
    let ready = admitted.reduce(0) { $0 + $1.ready }
    return plan.traffic.shares.map { share in
      var traffic = TrafficStatus()
      (traffic.revision, traffic.track, traffic.asked) = (share.revision, share.track, share.weight)
      if isByReplicas {
        let isAdmitted = admitted.contains { $0.revision == share.revision }
        traffic.given = isAdmitted ? BasisPoints(part: world.ready(share.revision), of: ready) : .zero
      } else {
        traffic.given = world.traffic.plan?.weight(of: share.revision) ?? .zero
      }
      traffic.mirror = plan.traffic.mirror.flatMap { $0.revision == share.revision ? $0.share : nil }
      traffic.confirmed = isConfirmed
      return traffic
    }
  }

  /// What the analysis last said; it outlives the rollout, so that people can read what decided.
  private var analysisStatus: AnalysisStatus? {
    guard let report = input.reports.first(where: isCurrent)?.bounded else { return status.analysis }
    var analysis = AnalysisStatus()
    (analysis.verdict, analysis.decidingMetric) = (report.verdict, report.metric)
    (analysis.message, analysis.metrics) = (report.message, report.metrics)
    return analysis
  }

  /// Whether a report is on the trial as it is, or on the step that it has just ended; what comes while the decision is
  /// being carried out is of no interest, unless it is bad news.
  private func isCurrent(_ report: AnalysisReport) -> Bool {
    let trials = [(status.candidate, status.step), (input.previous.candidate, input.previous.step)]
    let isOnTrial = trials.contains { candidate, step in
      guard let candidate, let step else { return false }
      return report.revision == candidate.revision && report.step == step.index
        && (step.index < step.of || report.verdict == .rollBack)
    }
    return isOnTrial || [status.bake, input.previous.bake].contains { $0?.revision == report.revision }
  }

  private var phase: Phase {
    switch stage {
    case .new, .starting: .pending
    case .settled: settledPhase
    case _ where isPaused: .paused
    case .stepping: isHeld ? .held : .progressing
    case .promoting: failure == nil || spec.rollback.automatic ? .promoting : .held
    case .rollingBack: .rollingBack
    }
  }

  private var settledPhase: Phase {
    guard wantsRollout else { return status.bake == nil ? .healthy : .baking }
    if isPaused { return .paused }
    if case .rejected(let rejected) = obstacle { return rejected.outcome == .judged ? .healthy : .rolledBack }
    return .waiting
  }

  /// Whether a step waits for a person, or for something that only a person can put right.
  private var isHeld: Bool {
    guard failure == nil, !isOutOfReach else { return true }
    guard isGiven else { return false }
    return plannedStep?.kind == .hold || isHeldForEvidence || foundWinner != nil || test?.ratioMismatch != nil
      || (grounds != nil && passGate != nil)
  }
}
