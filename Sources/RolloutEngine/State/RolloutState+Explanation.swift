import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Why things are as they are, and what comes next.
  func makeExplanation() -> ExplanationStatus {
    if isPaused, wantsRollout || status.candidate != nil {
      return explain(.paused, "`spec.paused` is set.", next: "The rollout goes on once it is cleared.")
    }
    return switch stage {
    case .new, .starting: explainStart()
    case .settled: explainSettled()
    case .stepping: explainStep()
    case .promoting: explainPromotion()
    case .rollingBack: explainRollback()
    }
  }

  private func explain(
    _ rule: RolloutRule, _ message: String, next: String, at time: Timestamp? = nil
  ) -> ExplanationStatus {
    var explanation = ExplanationStatus()
    (explanation.rule, explanation.message, explanation.next) = (rule.rawValue, message, next)
    // A time in the past says nothing of what comes next.
    explanation.nextTime = time.flatMap { $0 > input.now ? $0 : nil }
    return explanation
  }

  private func explainStart() -> ExplanationStatus {
    let name = status.candidate?.revision ?? input.revision
    let rule: RolloutRule = status.step?.deadlineTime == nil ? .startOverdue : .starting
    return explain(
      rule, "Revision \(name), the first version, has \(world.ready(name)) of \(replicas) replicas ready.",
      next: "It gets all traffic once they are ready.", at: status.step?.deadlineTime)
  }

  private func explainSettled() -> ExplanationStatus {
    let stable = status.stable?.revision ?? ""
    guard wantsRollout else {
      return explain(
        .healthy, "Revision \(stable) owns all traffic.",
        next: "A change of the model or its runtime begins a rollout.")
    }
    if let rejection {
      return explain(
        .rejected, "Revision \(input.revision) failed: \(rejection.message) Revision \(stable) owns all traffic.",
        next: "A change of the model or its runtime begins another rollout.")
    }
    if let retiring = status.retiring.first {
      return explain(
        .waitingForRetirement, "Revision \(retiring.revision) has lost its traffic and still stops.",
        next: "The rollout of \(input.revision) begins once it has stopped.", at: retiring.deadlineTime)
    }
    return explain(
      .scaledToZero, "There are no replicas, so that revision \(input.revision) cannot be judged.",
      next: "Its rollout begins once `spec.replicas` is above zero.")
  }

  private func explainPromotion() -> ExplanationStatus {
    guard failure == nil else { return explainFailure() }
    let candidate = status.candidate
    let name = candidate?.revision ?? ""
    guard candidate?.weight == .whole else {
      return explain(
        .promoting, "All steps are passed; \(world.ready(name)) of \(replicas) replicas of \(name) are ready.",
        next: "It gets all traffic once all are ready, or is rolled back at the deadline.",
        at: status.step?.deadlineTime)
    }
    return explain(
      .promoting, "The Service should select revision \(name) alone.",
      next: "It becomes the stable version once that is seen to be so.")
  }

  private func explainRollback() -> ExplanationStatus {
    let reason = status.rollback?.message ?? ""
    let name = status.stable?.revision ?? ""
    guard status.candidate?.weight == .zero else {
      return explain(
        .rollingBack, "\(reason) \(world.ready(name)) of \(replicas) replicas of \(name) are ready.",
        next: "It gets all traffic once they are ready, and in any case at the deadline.",
        at: status.rollback?.deadlineTime)
    }
    return explain(
      .rollingBack, "\(reason) The Service should select revision \(name) alone.",
      next: "The rollout ends once that is seen to be so.")
  }

  func explainFailure() -> ExplanationStatus {
    explain(
      .failed, "Revision \(status.candidate?.revision ?? "") failed: \(failure?.message ?? "")",
      next: "Automatic rollback is off: change `spec.model` back to return to the stable version.")
  }
}

// MARK: - Steps

extension RolloutState {
  private func explainStep() -> ExplanationStatus {
    guard let step = status.step, let candidate = status.candidate else { return explainSettled() }
    if failure != nil { return explainFailure() }
    return isGiven ? explainJudging(step, candidate) : explainPreparation(step, candidate)
  }

  private func explainPreparation(_ step: StepStatus, _ candidate: RevisionStatus) -> ExplanationStatus {
    let subject = "Step \(step.label), \(step.weight.text): "
    if replicas == 0 {
      return explain(
        .scaledToZero, subject + "there are no replicas.", next: "The step goes on once `spec.replicas` is above zero.")
    }
    if isOutOfReach {
      let nearest = ReplicaSplit(replicas: replicas, weight: step.weight).candidateShare.text
      return explain(
        .weightOutOfReach,
        subject + "\(replicas) replicas can give \(nearest) at best, beyond the tolerance of "
          + "\(spec.traffic.router.service.tolerance.text).",
        next: "Change `spec.replicas`, the weight of the step or the tolerance of the router.")
    }
    if !isCandidateReady {
      return explain(
        .waitingForReplicas,
        subject + "\(world.ready(candidate.revision)) of \(targetSplit.candidate) replicas of \(candidate.revision) "
          + "are ready.",
        next: "It gets the weight once they are, or is rolled back at the deadline.", at: step.deadlineTime)
    }
    if !isStableReady || !isCapacityWhole {
      let stable = status.stable?.revision ?? ""
      return explain(
        .stableNotReady, subject + "\(world.ready(stable)) of \(targetSplit.stable) replicas of \(stable) are ready.",
        next: "Traffic is moved once the stable version is whole.")
    }
    return explain(
      .waitingForRouter, subject + "replicas are ready, and the Service is about to follow.",
      next: "The step begins once it is seen to have followed.")
  }

  private func explainJudging(_ step: StepStatus, _ candidate: RevisionStatus) -> ExplanationStatus {
    let subject = "Step \(step.label): revision \(candidate.revision) has \(candidate.weight.text) of the traffic"
    let approval = "`\(ModelDeployment.promoteAnnotation): \(candidate.revision)/\(step.index)`"
    if steps[step.index].hold != nil {
      return explain(.held, subject + " and waits for approval.", next: "The annotation \(approval) approves the step.")
    }
    if isHeldForEvidence {
      let lacksData = report == nil || report?.verdict == .noData
      return explain(
        lacksData ? .noData : .inconclusive,
        subject + (lacksData ? "; there is no data to judge it by." : "; the evidence did not suffice in time."),
        next: "More evidence may still decide; the annotation \(approval) passes the step without.")
    }
    let passTime = step.enteredTime.map { $0 + leastTime(at: step.index) }
    if let passTime, passTime > input.now, report?.verdict == .advance || spec.analysis.metrics.isEmpty {
      return explain(
        .dwelling, subject + " and has not had it for long enough.", next: "The next step begins.", at: passTime)
    }
    return explain(
      .collecting, subject + "; evidence is being collected.",
      next: "The next step begins when the evidence suffices.",
      at: step.enteredTime.map { $0 + spec.analysis.inconclusiveAfter.duration })
  }
}
