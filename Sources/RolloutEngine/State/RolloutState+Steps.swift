import KubeCore
import SlipwayAPI

extension RolloutState {
  /// The steps of the rollout.
  ///
  /// Those that Slipway chose stay what they were when it began, whatever an autoscaler does.
  var steps: [PlannedStep] {
    let chosen = status.step?.automaticWeights ?? []
    return plannedSteps.find(
      type: status.step?.strategy ?? spec.strategy.type, automaticWeights: chosen.isEmpty ? automaticWeights : chosen)
  }

  /// The weights of a canary that names none.
  var automaticWeights: [BasisPoints] { AutomaticSteps.weights(replicas: replicas, router: input.router) }

  /// The step at which the rollout stands.
  var plannedStep: PlannedStep? {
    guard stage == .stepping, let index = status.step?.index else { return nil }
    let steps = steps
    return steps.indices.contains(index) ? steps[index] : nil
  }

  /// Moves to a step; what it asks for has to be given anew.
  mutating func enter(step index: Int) {
    guard var step = status.step else { return }
    let steps = steps
    (step.index, step.of) = (index, steps.count)
    step.label = "\(min(index + 1, step.of))/\(step.of)"
    let planned = steps.indices.contains(index) ? steps[index] : nil
    step.weight = planned.map(weight) ?? .whole
    step.mirror = planned?.mirror
    (step.startTime, step.enteredTime, step.deadlineTime) = (now, nil, nil)
    status.step = step
  }

  /// The weight of a step: that of all arms that are left in an A/B test.
  func weight(of step: PlannedStep) -> BasisPoints {
    guard !status.arms.isEmpty, step.kind == .ramp || step.kind == .test else {
      return input.router.nearest(step.weight)
    }
    return BasisPoints(rawValue: status.arms.reduce(0) { $0 + weight(of: $1.name, at: step).rawValue })
  }

  /// The weight of one arm at a step.
  func weight(of arm: String, at step: PlannedStep) -> BasisPoints {
    let whole = spec.strategy.abTest.arms.first { $0.name == arm }?.weight ?? .zero
    return input.router.nearest(
      BasisPoints(rawValue: whole.rawValue * step.fraction.rawValue / BasisPoints.whole.rawValue))
  }

  /// Follows an edit of the strategy: another one begins at its first step; of the same one, the position is kept as far
  /// as it exists, and what has changed is given anew.
  mutating func syncSteps() -> Bool {
    guard let step = status.step else { return false }
    if step.strategy != spec.strategy.type { return changeStrategy() }
    let steps = steps
    let index = min(max(step.index, 0), steps.count - 1)
    if index != step.index || weight(of: steps[index]) != step.weight || steps[index].mirror != step.mirror {
      enter(step: index)
      return true
    }
    guard step.of != steps.count else { return false }
    status.step?.of = steps.count
    status.step?.label = "\(index + 1)/\(steps.count)"
    return true
  }

  private mutating func changeStrategy() -> Bool {
    let type = spec.strategy.type
    if !status.arms.isEmpty {
      dropOtherArms(outcome: .cancelled, "StrategyChanged", "The strategy is no A/B test any more.")
    }
    status.arms = []
    if type == .abTest, !isTestable { return beginRollback(.superseded, "StrategyChanged", "An A/B test begins anew.") }
    var step = makeStep()
    step.startTime = now
    status.step = step
    if type == .abTest { status.arms = makeArms() }
    enter(step: 0)
    record("StrategyChanged", "The rollout goes on as \(type.rawValue), from its first step.")
    return true
  }

  /// A step of the strategy that the spec names, before it is entered.
  func makeStep() -> StepStatus {
    var step = StepStatus()
    step.strategy = spec.strategy.type
    if spec.strategy.canary.steps.isEmpty, [.canary, .shadow].contains(step.strategy) {
      step.automaticWeights = automaticWeights
    }
    return step
  }

  /// Notes when the candidate has what the step asks for, and sets a deadline while it has not.
  mutating func trackReadiness() -> Bool {
    guard let step = status.step else { return false }
    if noteRolling() { return true }
    if isGiven {
      guard step.enteredTime == nil || step.deadlineTime != nil else { return false }
      status.step?.deadlineTime = nil
      guard step.enteredTime == nil else { return true }
      status.step?.enteredTime = now
      if stage == .stepping { record("StepEntered", "Step \(step.label): \(shareSentence)") }
      return true
    }
    let isWaiting = isOutOfReach || isBlocked || isUnplaced || isCandidateReady
    if isWaiting || step.deadlineTime != nil {
      guard isWaiting, step.deadlineTime != nil else { return false }
      // Nothing that the candidate could do better: it is not held against it.
      status.step?.deadlineTime = nil
      return true
    }
    let deadline = now + progressDeadline
    status.step?.deadlineTime = deadline
    return true
  }

  /// Puts the deadline of a rolling update off with each replica that becomes ready.
  private mutating func noteRolling() -> Bool {
    guard isRolling, let candidate = status.candidate, world.ready(candidate.revision) > candidate.ready else {
      return false
    }
    let (ready, deadline) = (world.ready(candidate.revision), now + progressDeadline)
    status.candidate?.ready = ready
    if status.step?.deadlineTime != nil { status.step?.deadlineTime = deadline }
    return true
  }

  private var shareSentence: String {
    guard let candidate = status.candidate else { return "" }
    let name = "revision \(candidate.revision)"
    if let mirror = candidate.mirror { return "\(name) gets copies of \(mirror.text) of the requests." }
    if status.arms.count > 1 {
      return status.arms.map { "arm \($0.name) has \($0.weight.text)" }.joined(separator: ", ") + " of the traffic."
    }
    return candidate.weight == .zero
      ? "\(name) waits without traffic." : "\(name) has \(candidate.weight.text) of the traffic."
  }

  var progressDeadline: Duration { spec.strategy.progressDeadline.duration }
}
