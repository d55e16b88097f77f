import RolloutEngine
package import SlipwayAPI

extension ModelDeployment {
  /// The weights at which the candidate is judged, as the router can give them; the judge's steps.
  ///
  /// A step without a share of the traffic, such as a preview or a shadow, counts as one of its own.
  package func weights(_ step: StepStatus) -> [BasisPoints] {
    let weights = judgedSteps(step).map(given)
    return weights.isEmpty ? [.whole] : weights
  }

  /// Which of the weights a step stands at; a step that is not judged stays at the one before it.
  func position(of step: StepStatus) -> Int {
    let steps = PlannedStep.steps(of: spec, type: step.strategy, automaticWeights: step.automaticWeights)
    return max(0, steps.prefix(step.index + 1).count { $0.needsEvidence } - 1)
  }

  /// What the strategy plans for a step; `nil` beyond the last.
  func planned(_ step: StepStatus) -> PlannedStep? {
    let steps = PlannedStep.steps(of: spec, type: step.strategy, automaticWeights: step.automaticWeights)
    return steps.indices.contains(step.index) ? steps[step.index] : nil
  }

  private func judgedSteps(_ step: StepStatus) -> [PlannedStep] {
    PlannedStep.steps(of: spec, type: step.strategy, automaticWeights: step.automaticWeights)
      .filter(\.needsEvidence)
  }

  private func given(_ step: PlannedStep) -> BasisPoints {
    let capabilities = spec.traffic.router.capabilities
    guard capabilities.weights == .replicaRatio, step.weight < .whole else { return capabilities.nearest(step.weight) }
    return ReplicaSplit(replicas: spec.replicas, weight: step.weight).candidateShare
  }
}
