extension TrafficPlan.MatchCondition.Comparison {
  /// The same comparison in its plainest form: an expression without operators is a text.
  public var plainest: Self {
    guard case .expression(let text) = self else { return self }
    if let value = ExpressionText.literal(text) { return .exact(value) }
    if text.hasSuffix(".*"), let value = ExpressionText.literal(text.dropLast(2)) { return .prefix(value) }
    return self
  }
}

extension TrafficPlan.MatchRule {
  /// The same rule in its plainest form: neither the order of its conditions nor the case of headers' names matters.
  var plainest: (name: String, revision: String, conditions: Set<TrafficPlan.MatchCondition>) {
    let conditions = conditions.map { condition in
      guard case .header(let name) = condition.place else {
        return TrafficPlan.MatchCondition(condition.place, condition.comparison.plainest)
      }
      return TrafficPlan.MatchCondition(.header(name.lowercased()), condition.comparison.plainest)
    }
    return (name, revision, Set(conditions))
  }
}
