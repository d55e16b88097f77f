import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Why things are as they are, and what comes next.
  func makeExplanation() -> ExplanationStatus {
    if isPaused, wantsRollout || status.candidate != nil {
      return explain(
        .paused, pauseReason, next: spec.paused ? "The rollout goes on once it is cleared." : "`Resume` lets it go on.")
    }
    return switch stage {
    case .new, .starting: explainStart()
    case .settled: explainSettled()
    case .stepping: explainStep()
    case .promoting: explainPromotion()
    case .rollingBack: explainRollback()
    }
  }

  func explain(
    _ rule: RolloutRule, _ message: String, next: String, at time: Timestamp? = nil
  ) -> ExplanationStatus {
    var explanation = ExplanationStatus()
    (explanation.rule, explanation.next) = (rule.rawValue, next)
    explanation.message = AnalysisReport.cut(message, to: 1_024)
    // A time in the past says nothing of what comes next.
    explanation.nextTime = time.flatMap { $0 > input.now ? $0 : nil }
    return explanation
  }

  private func explainStart() -> ExplanationStatus {
    let name = status.candidate?.revision ?? input.revision
    let rule: RolloutRule = status.step?.deadlineTime == nil ? .startOverdue : .starting
    return explain(
      rule,
      "Revision \(name), the first version, has \(world.ready(name)) of \(replicas) replicas ready.\(problem(of: name))",
      next: "It gets all traffic once they are ready.", at: status.step?.deadlineTime)
  }

  /// What is known to keep replicas from starting.
  func problem(of revision: String) -> String {
    world[revision]?.problem.map { " \(AnalysisReport.cut($0, to: 400))" } ?? ""
  }

  private func explainPromotion() -> ExplanationStatus {
    if failure != nil, !spec.rollback.automatic { return explainFailure() }
    let candidate = status.candidate
    let name = candidate?.revision ?? ""
    guard candidate?.weight == .whole else {
      return explain(
        .promoting,
        "All steps are passed; \(world.ready(name)) of \(replicas) replicas of \(name) are ready.\(problem(of: name))",
        next: "It gets all traffic once all are ready, or is rolled back at the deadline.",
        at: status.step?.deadlineTime)
    }
    return explain(
      .promoting, "The \(input.routerName) should give revision \(name) all traffic.\(routerProblem)",
      next: "It becomes the stable version once that is seen to be so.")
  }

  /// Why the router has not followed.
  var routerProblem: String { world.traffic.problem.map { " \(AnalysisReport.cut($0, to: 400))" } ?? "" }

  private func explainRollback() -> ExplanationStatus {
    let reason = status.rollback?.message ?? ""
    let name = status.stable?.revision ?? ""
    guard status.candidate?.weight == .zero else {
      return explain(
        .rollingBack,
        "\(reason) \(world.ready(name)) of \(replicas) replicas of \(name) are ready.\(problem(of: name))",
        next: "It gets all traffic once they are ready, and in any case at the deadline.",
        at: status.rollback?.deadlineTime)
    }
    return explain(
      .rollingBack, "\(reason) The \(input.routerName) should give revision \(name) all traffic.\(routerProblem)",
      next: "The rollout ends once that is seen to be so.")
  }

  func explainFailure() -> ExplanationStatus {
    explain(
      .failed, "Revision \(status.candidate?.revision ?? "") failed: \(failure?.message ?? "")",
      next: "Automatic rollback is off: `Abort`, or `spec.model` as it was, takes it back; `Retry` begins anew.")
  }

  func explain(_ gate: RolloutGate, _ subject: String) -> ExplanationStatus {
    explain(
      RolloutRule(gate.kind), "\(subject)\(AnalysisReport.cut(gate.message, to: 600)).",
      next: gate.kind == .approvalRequired
        ? "`Promote` of revision \(status.candidate?.revision ?? input.revision), step \(status.step?.index ?? 0), approves it."
        : "It goes on once that allows it.", at: gate.openTime)
  }
}
