extension Validation {
  static func canaryIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let steps = spec.strategy.canary.steps
    let weights = steps.enumerated().compactMap { position, step in
      step.weight.map { (path: "\(stepPath(position)).weight", share: $0) }
    }
    return steps.enumerated().flatMap { shapeIssues($1, at: stepPath($0)) } + orderIssues(weights)
      + steps.enumerated().flatMap { reachIssues($1, at: stepPath($0), spec) }
  }

  private static func stepPath(_ position: Int) -> String { "spec.strategy.canary.steps[\(position)]" }

  private static func shapeIssues(_ step: CanaryStep, at path: String) -> [FieldIssue] {
    let isHold = step.hold != nil
    guard isHold != (step.weight != nil || step.scale != nil) else {
      return [issue(path, "", "must have either `hold`, or `weight`, `scale` or both")]
    }
    if isHold { return step.minimumTime.map { [issue("\(path).for", $0.text, "must not stand beside `hold`")] } ?? [] }
    return scaleIssues(step.scale, at: "\(path).scale")
      + (step.weight.map { shareIssues($0, at: "\(path).weight") } ?? [])
  }

  /// Where replicas give the share, a warning and no error: an autoscaler changes their number, and must not make a valid
  /// object invalid. The engine begins no rollout with a step that cannot be given.
  private static func reachIssues(_ step: CanaryStep, at path: String, _ spec: ModelDeploymentSpec) -> [FieldIssue] {
    guard case .service = spec.traffic.router.choice else { return [] }
    if step.scale != nil, spec.strategy.type == .canary {
      return [issue("\(path).scale", "", "must not be set with the router `service`, where replicas give the weight")]
    }
    let tolerance = spec.traffic.router.service.tolerance
    guard let weight = step.weight, weight > .zero, weight <= .whole, spec.replicas > 0 else { return [] }
    let given = ReplicaSplit(replicas: spec.replicas, weight: weight).candidateShare
    guard given.distance(to: weight) > tolerance else { return [] }
    return [
      issue(
        "\(path).weight", weight.text,
        "must be within \(tolerance.text) of a share that \(spec.replicas) replicas can give; the nearest is "
          + "\(given.text)", severity: .warning)
    ]
  }
}
