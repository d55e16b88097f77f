import KubeCore
import SlipwayAPI

extension RolloutState {
  func explainSettled() -> ExplanationStatus {
    guard wantsRollout else { return explainHealth() }
    let name = input.revision
    guard let obstacle else { return explainHealth() }
    let begins = "The rollout of \(name) begins"
    switch obstacle {
    case .rejected(let rejected): return explainRejection(rejected)
    case .noArm:
      return explain(
        .noArm, "The spec asks for revision \(name), which is neither the stable version nor an arm of the A/B test.",
        next: "Add an arm with neither `model` nor `env`, which runs it, or choose another strategy.")
    case .unsupported:
      return explain(
        .unsupported, "The \(input.routerName) cannot carry the strategy \(spec.strategy.type.rawValue).",
        next: "Choose another strategy or another router.")
    case .scaledToZero:
      return explain(
        .scaledToZero, "There are no replicas, so that revision \(name) cannot be judged.",
        next: "Its rollout begins once `spec.replicas` is above zero.")
    case .outOfReach(let step): return explainReach(step.weight, "The rollout of \(name) does not begin: ")
    case .gate(let gate): return explain(gate, "The rollout of \(name) waits: ")
    case .blocked(let needed, let spare):
      return explain(
        .blocked, "Revision \(name) needs \(needed) more replicas to begin, and there is room for \(spare).",
        next: "\(begins) once there is room. The stable version is not touched before.")
    case .retiring(let retiring):
      return explain(
        .waitingForRetirement, "Revision \(retiring.revision) has lost its traffic and still stops.",
        next: "\(begins) once it has stopped.", at: retiring.deadlineTime)
    }
  }

  private func explainHealth() -> ExplanationStatus {
    let stable = status.stable?.revision ?? ""
    guard let bake = status.bake else {
      return explain(
        .healthy, "Revision \(stable) owns all traffic.",
        next: "A change of the model or its runtime begins a rollout.")
    }
    if let failure = bake.failure {
      return explain(
        .bakeFailed, "Revision \(stable) owns all traffic, and failed after its promotion: \(failure) \(cannotReturn)",
        next: "`RollBack` returns to a kept revision; a change of the model or its runtime begins a rollout.")
    }
    return explain(
      .baking, "Revision \(stable) owns all traffic, and is watched: evidence against it returns to \(bake.previous).",
      next: "The watch ends.", at: bake.deadlineTime)
  }

  private func explainRejection(_ rejected: RejectedRevision) -> ExplanationStatus {
    let stable = "Revision \(status.stable?.revision ?? "") owns all traffic."
    let message = AnalysisReport.cut(rejected.message, to: 600)
    if rejected.outcome == .judged {
      return explain(
        .judged, "Revision \(rejected.revision) was judged good as a shadow. \(stable)",
        next: "Another strategy rolls it out, and so does `shadow.then: Canary` after `Retry`.")
    }
    if rejected.reason == "LostTest" {
      return explain(
        .lostTest, "Revision \(rejected.revision) lost: \(message) \(stable)",
        next: "Set `spec.model` to that of the stable version, and remove the arms.")
    }
    return explain(
      .rejected, "Revision \(rejected.revision) failed: \(message) \(stable)",
      next: "A change of the model or its runtime begins another rollout; `Retry` tries it again.")
  }

  func explainReach(_ weight: BasisPoints, _ subject: String) -> ExplanationStatus {
    let nearest = ReplicaSplit(replicas: replicas, weight: weight).candidateShare.text
    return explain(
      .weightOutOfReach,
      subject + "\(replicas) replicas can give \(nearest) at best for \(weight.text), beyond the tolerance of "
        + "\(spec.traffic.router.service.tolerance.text).",
      next: "Change `spec.replicas`, the weight of the step or the tolerance of the router.")
  }
}
