import SlipwayAPI

extension ModelDeployment {
  /// The weights that the candidate passes through, as the Service router can give them; the judge's steps.
  func weights(_ step: StepStatus) -> [BasisPoints] {
    let named = spec.strategy.canary.steps.compactMap(\.weight)
    let asked = spec.strategy.canary.steps.isEmpty ? step.automaticWeights : named
    return asked.map { ReplicaSplit(replicas: spec.replicas, weight: $0).candidateShare }
  }
}

extension [BasisPoints] {
  /// Which of these weights a step stands at. A hold stays at the weight of the step before it.
  func position(of step: StepStatus) -> Int {
    lastIndex { $0 <= step.weight || $0.distance(to: step.weight) <= BasisPoints(percent: 5) } ?? 0
  }

  func fraction(at position: Int) -> Double { indices.contains(position) ? self[position].fraction : 0 }
}
