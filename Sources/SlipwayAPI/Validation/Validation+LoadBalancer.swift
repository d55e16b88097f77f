extension Validation {
  /// What an Application Load Balancer of AWS does not take: the limits of its API, `TargetGroupStickinessConfig` and
  /// `RuleCondition`.
  static func loadBalancerIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    if let cookie = spec.traffic.affinity?.cookie, cookie.lifetime > .hours(7 * 24) {
      issues.append(
        issue(
          "spec.traffic.affinity.cookie.lifetime", cookie.lifetime.text, "must be at most 168h with the router `alb`"))
    }
    guard spec.strategy.type == .abTest else { return issues }
    for (position, arm) in spec.strategy.abTest.arms.enumerated() {
      issues += arm.match.enumerated().flatMap {
        lengthIssues($1, at: "spec.strategy.abTest.arms[\(position)].match[\($0)]")
      }
    }
    return issues
  }

  private static func lengthIssues(_ match: RequestMatch, at path: String) -> [FieldIssue] {
    let texts = [("header", match.header, 40), ("query", match.query, 128), ("exact", match.exact, 128)]
    return texts.compactMap { field, text, limit in
      guard let text, text.utf8.count > limit else { return nil }
      return issue("\(path).\(field)", text, "must have at most \(limit) characters with the router `alb`")
    }
  }
}
