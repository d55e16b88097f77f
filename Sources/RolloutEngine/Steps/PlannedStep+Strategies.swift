public import SlipwayAPI

extension PlannedStep {
  /// The steps of a strategy.
  ///
  /// - Parameters:
  ///   - spec: what the user wants.
  ///   - type: the strategy; that of the spec when `nil`.
  ///   - automaticWeights: the weights that were chosen for a canary that names none.
  public static func steps(
    of spec: ModelDeploymentSpec, type: StrategyType? = nil, automaticWeights: [BasisPoints] = []
  ) -> [PlannedStep] {
    switch type ?? spec.strategy.type {
    case .canary: canary(spec, automaticWeights)
    case .blueGreen: blueGreen(spec)
    case .shadow: shadow(spec) + (spec.strategy.shadow.then == .canary ? canary(spec, automaticWeights) : [])
    case .abTest: abTest(spec)
    case .rollingUpdate: [PlannedStep(.roll, weight: .whole)]
    }
  }

  /// A weight holds for the holds after it, and a scale for all steps after it.
  private static func canary(_ spec: ModelDeploymentSpec, _ automaticWeights: [BasisPoints]) -> [PlannedStep] {
    var weight = BasisPoints.zero
    var scale: CandidateScale?
    let named = spec.strategy.canary.steps
    let steps = named.isEmpty ? automaticWeights.map { CanaryStep(weight: $0) } : named
    return steps.map { step in
      if step.hold != nil { return PlannedStep(.hold, weight: weight, scale: scale) }
      scale = step.scale ?? scale
      guard let target = step.weight else {
        return PlannedStep(.scale, weight: weight, scale: scale, for: step.minimumTime ?? .seconds(0))
      }
      weight = target
      return PlannedStep(
        .weight, weight: weight, scale: scale, for: step.minimumTime ?? spec.analysis.dwell, needsEvidence: true)
    }
  }

  private static func blueGreen(_ spec: ModelDeploymentSpec) -> [PlannedStep] {
    let preview = spec.strategy.blueGreen.preview
    let scale = preview.scale ?? CandidateScale(percent: .whole)
    let first = PlannedStep(.preview, scale: scale, for: preview.minimumTime, needsEvidence: preview.analysis)
    let hold = preview.hold.map { _ in [PlannedStep(.hold, scale: scale)] } ?? []
    let time = spec.strategy.blueGreen.minimumTime ?? spec.analysis.dwell
    return [first] + hold + [PlannedStep(.switchOver, weight: .whole, for: time, needsEvidence: true)]
  }

  private static func shadow(_ spec: ModelDeploymentSpec) -> [PlannedStep] {
    let shadow = spec.strategy.shadow
    var step = PlannedStep(
      .mirror, scale: shadow.scale ?? CandidateScale(percent: shadow.mirror),
      for: shadow.minimumTime ?? spec.analysis.dwell, needsEvidence: true)
    step.mirror = shadow.mirror
    return [step]
  }

  private static func abTest(_ spec: ModelDeploymentSpec) -> [PlannedStep] {
    let test = spec.strategy.abTest
    let total = test.arms.reduce(0) { $0 + $1.weight.rawValue }
    return (test.ramp + [.whole]).enumerated().map { position, fraction in
      var step = PlannedStep(
        position == test.ramp.count ? .test : .ramp,
        weight: BasisPoints(rawValue: total * fraction.rawValue / BasisPoints.whole.rawValue),
        for: test.minimumTime ?? spec.analysis.dwell)
      step.fraction = fraction
      return step
    }
  }
}
