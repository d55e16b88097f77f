import KubeCore
import SlipwayAPI

extension RolloutState {
  func explainStep() -> ExplanationStatus {
    guard let step = status.step, let candidate = status.candidate else { return explainSettled() }
    if failure != nil, status.arms.count <= 1 { return explainFailure() }
    return isGiven ? explainJudging(step, candidate) : explainPreparation(step, candidate)
  }

  // MARK: Until a step is given

  private func explainPreparation(_ step: StepStatus, _ candidate: RevisionStatus) -> ExplanationStatus {
    let subject = "Step \(step.label), \(goal(of: step)): "
    if replicas == 0 {
      return explain(
        .scaledToZero, subject + "there are no replicas.", next: "The step goes on once `spec.replicas` is above zero.")
    }
    if isOutOfReach { return explainReach(step.weight, subject) }
    if isBlocked {
      return explain(
        .blocked, subject + "there is no room for the replicas that it needs.",
        next: "It goes on once there is room. The stable version keeps its replicas.")
    }
    if isUnplaced {
      return explain(
        .blocked, subject + "no node has room for replicas that it needs.\(problem(of: unplaced))",
        next: "It goes on once there is room. The stable version keeps its replicas.")
    }
    if isRolling, !isCandidateReady { return explainRolling(subject, step, candidate) }
    if let waiting = explainReplicas(subject, step) { return waiting }
    if isByReplicas, !isStableReady || !isCapacityWhole {
      let stable = status.stable?.revision ?? ""
      return explain(
        .stableNotReady, subject + "\(world.ready(stable)) of \(targetSplit.stable) replicas of \(stable) are ready.",
        next: "Traffic is moved once the stable version is whole.")
    }
    return explain(
      .waitingForRouter,
      subject + "replicas are ready, and the \(input.routerName) is about to follow.\(routerProblem)",
      next: "The step begins once it is seen to have followed.")
  }

  private var unplaced: String { owners.sorted().first { world[$0]?.lacksRoom == true } ?? "" }

  private func goal(of step: StepStatus) -> String {
    step.mirror.map { "copies of \($0.text)" } ?? step.weight.text
  }

  private func explainRolling(
    _ subject: String, _ step: StepStatus, _ candidate: RevisionStatus
  ) -> ExplanationStatus {
    explain(
      .rolling,
      subject + "\(world.ready(candidate.revision)) of \(replicas) replicas of \(candidate.revision) are ready."
        + problem(of: candidate.revision),
      next: "The next replica follows, or it is rolled back at the deadline.", at: step.deadlineTime)
  }

  /// The first revision on trial that lacks replicas, or is not warmed up.
  private func explainReplicas(_ subject: String, _ step: StepStatus) -> ExplanationStatus? {
    let needs =
      [(status.candidate?.revision ?? "", targetSplit.candidate)]
      + status.arms.dropFirst().map { ($0.revision, neededReplicas(of: $0)) }
    for (revision, needed) in needs {
      if world.ready(revision) < needed {
        return explain(
          .waitingForReplicas,
          subject + "\(world.ready(revision)) of \(needed) replicas of \(revision) are ready.\(problem(of: revision))",
          next: "It gets the weight once they are, or is rolled back at the deadline.", at: step.deadlineTime)
      }
      if !isWarm(revision) {
        return explain(
          .warmingUp, subject + "\(revision) has not answered the requests that it is warmed up with.",
          next: "It gets the weight once it has, or is rolled back at the deadline.", at: step.deadlineTime)
      }
    }
    return nil
  }

  // MARK: While a step is judged

  private func explainJudging(_ step: StepStatus, _ candidate: RevisionStatus) -> ExplanationStatus {
    guard let planned = plannedStep else { return explainSettled() }
    let subject = "Step \(step.label): \(situation(candidate))"
    let approval = "`\(ModelDeployment.promoteAnnotation): \(candidate.revision)/\(step.index)`"
    if grounds != nil, let gate = passGate { return explain(gate, subject + ", and waits: ") }
    if planned.kind == .hold {
      return explain(.held, subject + " and waits for approval.", next: "The annotation \(approval) approves the step.")
    }
    if planned.kind == .test, let explanation = explainTest(subject) { return explanation }
    if isHeldForEvidence {
      let lacksData = report == nil || report?.verdict == .noData
      return explain(
        lacksData ? .noData : .inconclusive,
        subject + (lacksData ? "; there is no data to judge it by." : "; the evidence did not suffice in time."),
        next: "More evidence may still decide; the annotation \(approval) passes the step without.")
    }
    let passTime = step.enteredTime.map { $0 + planned.minimumTime.duration }
    let isByTime = !planned.needsEvidence || spec.analysis.metrics.isEmpty
    if let passTime, passTime > input.now, planned.kind != .test, report?.verdict == .advance || isByTime {
      return explain(
        .dwelling, subject + " and has not had it for long enough.", next: "The next step begins.", at: passTime)
    }
    return explain(
      .collecting, subject + "; evidence is being collected.",
      next: planned.kind == .test
        ? "The test ends when it names a winner." : "The next step begins when the evidence suffices.",
      at: step.enteredTime.map { $0 + spec.analysis.inconclusiveAfter.duration })
  }

  /// What the revisions on trial have.
  private func situation(_ candidate: RevisionStatus) -> String {
    if status.arms.count > 1 {
      return status.arms.map { "arm \($0.name) has \($0.weight.text)" }.joined(separator: ", ") + " of the traffic"
    }
    if let mirror = candidate.mirror {
      return "revision \(candidate.revision) gets copies of \(mirror.text) of the requests"
    }
    if plannedStep?.kind == .preview { return "revision \(candidate.revision) is in preview, without traffic," }
    return "revision \(candidate.revision) has \(candidate.weight.text) of the traffic"
  }

  private func explainTest(_ subject: String) -> ExplanationStatus? {
    if let mismatch = test?.ratioMismatch {
      return explain(
        .ratioMismatch, subject + "; the test cannot be trusted. \(AnalysisReport.cut(mismatch, to: 400))",
        next: "Find out why requests do not reach the arms in their shares, and `Restart` the test.")
    }
    if let winner = foundWinner {
      if let gate = passGate { return explain(gate, subject + ", and waits: ") }
      return explain(
        .winnerFound,
        subject + ". \(AnalysisReport.cut(test?.message ?? "", to: 400)) Revision \(winner) is the winner.",
        next: "`Promote` makes it the stable version.")
    }
    guard isOverdue, !spec.analysis.metrics.isEmpty else { return nil }
    return explain(
      .inconclusive, subject + "; no winner was found in time.",
      next: "More evidence may still decide; `PromoteFully` with an arm chooses it, `Abort` ends the test.")
  }
}
