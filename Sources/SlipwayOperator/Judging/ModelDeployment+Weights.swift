import SlipwayAPI

extension ModelDeployment {
  /// The weights that the candidate passes through, as the Service router can give them; the judge's steps.
  func weights(_ step: StepStatus) -> [BasisPoints] {
    let named = spec.strategy.canary.steps.compactMap(\.weight)
    let asked = spec.strategy.canary.steps.isEmpty ? step.automaticWeights : named
    return asked.map { ReplicaSplit(replicas: spec.replicas, weight: $0).candidateShare }
  }
}

extension ModelDeployment {
  /// Which of the weights a step stands at; a hold stays at the weight of the step before it.
  func position(of step: StepStatus) -> Int {
    let steps = spec.strategy.canary.steps
    guard !steps.isEmpty else { return max(0, min(step.index, step.automaticWeights.count - 1)) }
    return max(0, steps.prefix(step.index + 1).count { $0.weight != nil } - 1)
  }
}
