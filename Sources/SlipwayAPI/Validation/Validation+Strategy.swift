extension Validation {
  static func strategyIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let canary = spec.strategy.canary
    var issues = canary.steps.enumerated().flatMap { shapeIssues($1, at: stepPath($0)) }
    issues += orderIssues(canary.steps)
    issues += canary.steps.enumerated().flatMap { shareIssues($1, at: stepPath($0), spec) }
    if canary.progressDeadline < .seconds(1) {
      issues.append(
        issue("spec.strategy.canary.progressDeadline", canary.progressDeadline.text, "must be at least 1s"))
    }
    if spec.traffic.router.service.tolerance > .whole {
      issues.append(
        issue(
          "spec.traffic.router.service.tolerance", spec.traffic.router.service.tolerance.text, "must be at most 100%"))
    }
    return issues
  }

  private static func stepPath(_ position: Int) -> String { "spec.strategy.canary.steps[\(position)]" }

  private static func shapeIssues(_ step: CanaryStep, at path: String) -> [FieldIssue] {
    switch (step.weight, step.hold) {
    case (nil, nil), (.some, .some): return [issue(path, "", "must have exactly one of `weight` and `hold`")]
    case (nil, .some):
      return step.minimumTime.map { [issue("\(path).for", $0.text, "must not stand beside `hold`")] } ?? []
    case (let weight?, nil):
      guard weight == .zero || weight > .whole else { return [] }
      return [issue("\(path).weight", weight.text, "must be above 0% and at most 100%")]
    }
  }

  private static func orderIssues(_ steps: [CanaryStep]) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    var before = BasisPoints.zero
    for (position, step) in steps.enumerated() {
      guard let weight = step.weight else { continue }
      if weight <= before, before > .zero {
        issues.append(
          issue("\(stepPath(position)).weight", weight.text, "must be above \(before.text), the weight before"))
      }
      before = max(before, weight)
    }
    return issues
  }

  /// A warning and no error: an autoscaler changes the number of replicas, and must not make a valid object invalid.
  private static func shareIssues(_ step: CanaryStep, at path: String, _ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let tolerance = spec.traffic.router.service.tolerance
    guard case .service = spec.traffic.router.choice, let weight = step.weight, weight > .zero, weight <= .whole,
      spec.replicas > 0
    else { return [] }
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
