import SlipwayAPI

/// The conditions of a rule as Traefik 3 writes them.
enum TraefikRule {
  typealias Condition = TrafficPlan.MatchCondition

  static func text(_ conditions: [Condition]) -> String { PredicateText(conditions.map(call)).text }

  /// The conditions of a rule that begins with another rule in parentheses.
  static func conditions(_ text: String, besides match: String) -> [Condition]? {
    if text == match { return [] }
    guard text.hasPrefix("(\(match)) && "), let predicate = PredicateText(text.dropFirst(match.count + 6)) else {
      return nil
    }
    let conditions = predicate.calls.map(condition)
    return conditions.contains(nil) ? nil : conditions.compactMap(\.self)
  }

  private static func call(_ condition: Condition) -> PredicateText.Call {
    func call(_ function: String, _ name: String) -> PredicateText.Call {
      guard case .exact(let value) = condition.comparison else {
        let text = MatchPattern.anchored(condition.comparison)
        return .init(name: function + "Regexp", arguments: [.text(name), .text(text)])
      }
      return .init(name: function, arguments: [.text(name), .text(value)])
    }
    switch condition.place {
    case .header(let name): return call("Header", name)
    case .query(let name): return call("Query", name)
    case .method: return .init(name: "Method", arguments: [.text(method(condition.comparison))])
    case .cookie(let name):
      let text = "^" + MatchPattern.cookie(name, condition.comparison) + "$"
      return .init(name: "HeaderRegexp", arguments: [.text("Cookie"), .text(text)])
    }
  }

  private static func method(_ comparison: MatchPattern.Comparison) -> String {
    if case .exact(let method) = comparison { method } else { "" }
  }

  private static func condition(_ call: PredicateText.Call) -> Condition? {
    let arguments = call.arguments.map(\.value)
    if call.name == "Method" { return arguments.first.map { Condition(.method, .exact($0)) } }
    guard arguments.count == 2, let name = arguments.first, let value = arguments.last else { return nil }
    switch call.name {
    case "Header": return Condition(.header(name), .exact(value))
    case "Query": return Condition(.query(name), .exact(value))
    case "HeaderRegexp":
      if name == "Cookie", let cookie = MatchPattern.cookie(in: String(value.dropFirst().dropLast())) { return cookie }
      return MatchPattern.comparison(anchored: value).map { Condition(.header(name), $0) }
    case "QueryRegexp": return MatchPattern.comparison(anchored: value).map { Condition(.query(name), $0) }
    default: return nil
    }
  }
}
