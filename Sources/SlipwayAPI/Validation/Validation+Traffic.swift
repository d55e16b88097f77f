extension Validation {
  /// What the traffic settings get wrong, and what an A/B test needs of them.
  ///
  /// What the router must be able to do is a matter of ``ModelDeploymentSpec/routerNeeds``.
  static func trafficIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let traffic = spec.traffic
    var issues: [FieldIssue] = []
    if traffic.router.service.tolerance > .whole {
      issues.append(
        issue("spec.traffic.router.service.tolerance", traffic.router.service.tolerance.text, "must be at most 100%"))
    }
    if let affinity = traffic.affinity { issues += affinityIssues(affinity) }
    guard spec.strategy.type == .abTest else { return issues }
    let arms = spec.strategy.abTest.arms
    if arms.isEmpty { issues.append(issue("spec.strategy.abTest.arms", "", "must have at least one arm")) }
    if case .service = traffic.router.choice {
      issues.append(
        issue(
          "spec.strategy.type", "ABTest",
          "must be another strategy with the router `service`, which cannot tell clients apart"))
    } else if traffic.affinity == nil, arms.contains(where: { $0.weight > .zero }) {
      issues.append(issue("spec.traffic.affinity", "", "must be set: a client has to stay with the arm that it met"))
    }
    return issues
  }

  private static func affinityIssues(_ affinity: AffinitySettings) -> [FieldIssue] {
    let path = "spec.traffic.affinity"
    guard affinity.affinity != nil else { return [issue(path, "", "must have exactly one of `cookie` and `header`")] }
    var issues = tokenIssues(affinity.header, at: "\(path).header")
    if let cookie = affinity.cookie {
      issues += tokenIssues(cookie.name, at: "\(path).cookie.name")
      // A cookie that has expired when it comes keeps nobody.
      if cookie.lifetime < .seconds(1) {
        issues.append(issue("\(path).cookie.lifetime", cookie.lifetime.text, "must be at least 1s"))
      }
    }
    return issues
  }
}
