extension Validation {
  private static let testPath = "spec.strategy.abTest"

  static func testIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let test = spec.strategy.abTest
    var issues = duplicates(test.arms.map(\.name), in: "\(testPath).arms")
    issues += test.arms.enumerated().flatMap { armIssues($1, at: "\(testPath).arms[\($0)]") }
    issues += sameModelIssues(test.arms)
    let total = test.arms.reduce(0) { $0 + $1.weight.rawValue }
    if total >= BasisPoints.whole.rawValue {
      issues.append(
        issue(
          "\(testPath).arms", BasisPoints(rawValue: total).text,
          "must have weights that sum to less than 100%, so that the stable version has a share"))
    }
    if let metric = test.metric, test.deciding(among: spec.analysis.metrics) == nil {
      issues.append(
        issue(
          "\(testPath).metric", metric,
          "must be a metric of `spec.analysis.metrics` of the kind `accuracy`, `ratio`, `mean` or `errorRate`"))
    }
    let ramp = test.ramp.enumerated().map { (path: "\(testPath).ramp[\($0)]", share: $1) }
    return issues + ramp.flatMap { shareIssues($0.share, at: $0.path) } + orderIssues(ramp)
  }

  private static func armIssues(_ arm: TestArm, at path: String) -> [FieldIssue] {
    var issues = scaleIssues(arm.scale, at: "\(path).scale")
    if !isServiceName(arm.name) {
      issues.append(issue("\(path).name", arm.name, "must be lower-case letters, digits and dashes"))
    }
    if let uri = arm.model?.uri { issues += uriIssues(uri, at: "\(path).model.uri") }
    if arm.weight == .zero, arm.match.isEmpty { issues.append(issue(path, "", "must have a `weight` or a `match`")) }
    if arm.weight > .whole { issues += shareIssues(arm.weight, at: "\(path).weight") }
    issues += arm.match.enumerated().flatMap { matchIssues($1, at: "\(path).match[\($0)]") }
    return issues + samePlaceIssues(arm.match, at: "\(path).match")
  }

  private static func matchIssues(_ match: RequestMatch, at path: String) -> [FieldIssue] {
    guard match.condition != nil else {
      return [
        issue(
          path, "",
          "must have either `method`, or one of `header`, `cookie` and `query` and one of `exact`, `prefix` and "
            + "`regex`")
      ]
    }
    let texts = [
      ("query", match.query), ("exact", match.exact), ("prefix", match.prefix), ("regex", match.regex),
    ]
    return tokenIssues(match.header, at: "\(path).header") + tokenIssues(match.cookie, at: "\(path).cookie")
      + texts.compactMap { field, text in
        guard let text, !isPrintable(text) else { return nil }
        return issue("\(path).\(field)", text, "must not have control characters")
      }
  }

  /// A name that no header or cookie can have would break the route, or end the cookie early.
  static func tokenIssues(_ name: String?, at path: String) -> [FieldIssue] {
    guard let name, !isToken(name) else { return [] }
    return [issue(path, name, "must be letters, digits and \(tokenMarks)")]
  }

  /// Conditions on what another one looks at as well: data planes take one of the two, each its own.
  private static func samePlaceIssues(_ matches: [RequestMatch], at path: String) -> [FieldIssue] {
    let places = matches.map { $0.condition?.place.inLowerCase }
    return matches.indices.compactMap { position in
      guard let place = places[position], places.prefix(position).contains(place) else { return nil }
      return issue("\(path)[\(position)]", "", "must look at something that no condition before it looks at")
    }
  }

  /// Arms that would be the same revision.
  private static func sameModelIssues(_ arms: [TestArm]) -> [FieldIssue] {
    arms.indices.compactMap { position in
      let (model, env) = (arms[position].model, arms[position].env)
      guard arms.prefix(position).contains(where: { $0.model == model && $0.env == env }) else { return nil }
      return issue("\(testPath).arms[\(position)]", "", "must differ from the arms before in `model` or `env`")
    }
  }
}

extension TrafficPlan.MatchCondition.Place {
  /// With the name of a header in the form in which two are compared.
  fileprivate var inLowerCase: Self { if case .header(let name) = self { .header(name.lowercased()) } else { self } }
}
