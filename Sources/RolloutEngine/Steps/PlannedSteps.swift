import SlipwayAPI

/// The steps of a spec, made once for each strategy that is asked for.
final class PlannedSteps {
  private struct Key: Hashable {
    var type: StrategyType
    var automaticWeights: [BasisPoints]
  }

  private let spec: ModelDeploymentSpec
  private var found: [Key: [PlannedStep]] = [:]

  init(_ spec: ModelDeploymentSpec) { self.spec = spec }

  func find(type: StrategyType, automaticWeights: [BasisPoints]) -> [PlannedStep] {
    let key = Key(type: type, automaticWeights: automaticWeights)
    if let steps = found[key] { return steps }
    let steps = PlannedStep.steps(of: spec, type: type, automaticWeights: automaticWeights)
    found[key] = steps
    return steps
  }
}
