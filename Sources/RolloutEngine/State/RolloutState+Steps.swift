import KubeCore
import SlipwayAPI

extension RolloutState {
  /// The steps of the rollout.
  ///
  /// Those that Slipway chose stay what they were when it began, whatever an autoscaler does.
  var steps: [CanaryStep] {
    let canary = spec.strategy.canary.steps
    guard canary.isEmpty else { return canary }
    let chosen = status.step?.automaticWeights ?? []
    return (chosen.isEmpty ? AutomaticSteps.weights(replicas: replicas) : chosen).map { CanaryStep(weight: $0) }
  }

  /// The weight at a step: a hold keeps that of the step before.
  func weight(at index: Int) -> BasisPoints { steps.prefix(index + 1).last { $0.weight != nil }?.weight ?? .zero }

  /// Moves to a step; the weight has to be given anew.
  mutating func enter(step index: Int) {
    guard var step = status.step else { return }
    (step.index, step.of) = (index, steps.count)
    step.label = "\(min(index + 1, step.of))/\(step.of)"
    step.weight = weight(at: index)
    (step.startTime, step.enteredTime, step.deadlineTime) = (now, nil, nil)
    status.step = step
  }

  /// Follows an edit of the steps: the position is kept as far as it exists, and a changed weight is given anew.
  mutating func syncSteps() -> Bool {
    guard var step = status.step else { return false }
    let index = min(max(step.index, 0), steps.count - 1)
    if index != step.index || weight(at: index) != step.weight {
      enter(step: index)
      return true
    }
    guard step.of != steps.count else { return false }
    step.of = steps.count
    step.label = "\(index + 1)/\(step.of)"
    status.step = step
    return true
  }

  /// Notes when the candidate has what the step asks for, and sets a deadline while it has not.
  mutating func trackReadiness() -> Bool {
    guard let step = status.step else { return false }
    if isGiven {
      guard step.enteredTime == nil || step.deadlineTime != nil else { return false }
      status.step?.deadlineTime = nil
      guard step.enteredTime == nil else { return true }
      status.step?.enteredTime = now
      if stage == .stepping { record("StepEntered", "Step \(step.label): \(shareSentence)") }
      return true
    }
    let isWaiting = isOutOfReach || isCandidateReady
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

  private var shareSentence: String {
    guard let candidate = status.candidate else { return "" }
    if candidate.weight == .zero { return "revision \(candidate.revision) waits without traffic." }
    return "revision \(candidate.revision) has \(candidate.weight.text) of the traffic."
  }

  /// Lets a candidate that is whole take over from a stable version that is down: there is nothing to compare with, and
  /// waiting for a broken version would keep its repair out.
  mutating func takeOverFromNothing() -> Bool {
    guard isStableDown, let candidate = status.candidate, candidate.weight == .zero || isStableGone,
      world.ready(candidate.revision) >= replicas
    else { return false }
    enter(step: steps.count)
    record(
      "StableDown", "The stable version has no ready replica: \(candidate.revision) takes over without trial.",
      type: .warning)
    return true
  }

  /// Whether a step finds the stable version without a ready replica.
  ///
  /// The candidate is made whole then.
  var isStableDown: Bool {
    guard let stable = status.stable, replicas > 0 else { return false }
    return stage == .stepping && world.ready(stable.revision) == 0
  }

  /// Whether the stable version has no Deployment any more. It cannot be made again: nothing but its name is known.
  private var isStableGone: Bool { status.stable.map { world[$0.revision] == nil } ?? false }
}
