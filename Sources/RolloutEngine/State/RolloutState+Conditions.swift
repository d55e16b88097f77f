import KubeCore
import SlipwayAPI

extension RolloutState {
  func setConditions(on status: inout ModelDeploymentStatus, _ explanation: ExplanationStatus) {
    let rule = RolloutRule(rawValue: explanation.rule) ?? .healthy
    let isRolling = stage == .starting || stage == .stepping || stage == .promoting || stage == .rollingBack
    let isWorking = isRolling || !status.retiring.isEmpty || !isServingWhole
    let states: [(type: String, holds: Bool)] = [
      ("Ready", isServing), ("Progressing", isRolling), ("Reconciling", isWorking && !rule.isStalled),
      ("Stalled", rule.isStalled), ("Paused", isPaused && wantsRollout),
    ]
    for (type, holds) in states {
      let isAboutRule = type != "Ready"
      let condition = Condition(
        type: type, status: holds ? .true : .false, observedGeneration: input.generation,
        reason: isAboutRule ? rule.rawValue : (holds ? "ReplicasReady" : "ReplicasNotReady"),
        message: isAboutRule ? explanation.message : servingMessage)
      status.conditions.set(condition, at: now)
    }
  }

  /// How many replicas that get traffic are ready.
  private var readyWithTraffic: Int {
    traffic.admitted.reduce(0) { $0 + world.ready($1) }
  }

  /// A quarter of the replicas may be missing, as Kubernetes lets them be while a Deployment is updated.
  private var isServing: Bool { status.stable != nil && readyWithTraffic >= replicas - replicas / 4 }

  private var isServingWhole: Bool { status.stable != nil && readyWithTraffic >= replicas }

  private var servingMessage: String {
    "\(readyWithTraffic) replicas with traffic are ready; the whole traffic needs \(replicas)."
  }
}
