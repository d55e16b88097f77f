extension Validation {
  /// The rules for the strategy and for what the router must be able to do for it.
  ///
  /// The settings of every strategy are checked, whichever is in use: whoever changes `type` later is not to be surprised.
  static func strategyIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let strategy = spec.strategy
    var issues = canaryIssues(spec)
    issues += scaleIssues(strategy.blueGreen.preview.scale, at: "spec.strategy.blueGreen.preview.scale")
    issues += scaleIssues(strategy.shadow.scale, at: "spec.strategy.shadow.scale")
    issues += shareIssues(strategy.shadow.mirror, at: "spec.strategy.shadow.mirror")
    issues += testIssues(spec)
    if strategy.rollingUpdate.maxSurge == 0, strategy.rollingUpdate.maxUnavailable == 0 {
      issues.append(issue("spec.strategy.rollingUpdate.maxSurge", "0", "must be above 0, or `maxUnavailable` must be"))
    }
    if strategy.progressDeadline < .seconds(1) {
      issues.append(issue("spec.strategy.progressDeadline", strategy.progressDeadline.text, "must be at least 1s"))
    }
    return issues + trafficIssues(spec)
  }

  static func scaleIssues(_ scale: CandidateScale?, at path: String) -> [FieldIssue] {
    guard let scale else { return [] }
    guard (scale.replicas == nil) != (scale.percent == nil) else {
      return [issue(path, "", "must have exactly one of `replicas` and `percent`")]
    }
    return scale.percent.map { shareIssues($0, at: "\(path).percent") } ?? []
  }

  static func shareIssues(_ share: BasisPoints, at path: String) -> [FieldIssue] {
    guard share == .zero || share > .whole else { return [] }
    return [issue(path, share.text, "must be above 0% and at most 100%")]
  }

  /// Shares that must rise from one to the next.
  static func orderIssues(_ shares: [(path: String, share: BasisPoints)]) -> [FieldIssue] {
    var before = BasisPoints.zero
    return shares.flatMap { path, share -> [FieldIssue] in
      defer { before = max(before, share) }
      guard share <= before, before > .zero else { return [] }
      return [issue(path, share.text, "must be above \(before.text), the one before")]
    }
  }
}
