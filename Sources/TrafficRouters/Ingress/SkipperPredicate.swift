import SlipwayAPI

/// Conditions as predicates of Skipper.
enum SkipperPredicate {
  typealias Condition = TrafficPlan.MatchCondition

  static func call(_ condition: Condition) -> PredicateText.Call {
    let pattern = MatchPattern.anchored(condition.comparison)
    switch (condition.place, condition.comparison) {
    case (.header(let name), .exact(let value)): return .init(name: "Header", arguments: [.text(name), .text(value)])
    case (.header(let name), _): return .init(name: "HeaderRegexp", arguments: [.text(name), .expression(pattern)])
    case (.cookie(let name), _): return .init(name: "Cookie", arguments: [.text(name), .expression(pattern)])
    case (.query(let name), _): return .init(name: "QueryParam", arguments: [.text(name), .expression(pattern)])
    case (.method, .exact(let method)): return .init(name: "Method", arguments: [.text(method)])
    case (.method, _): return .init(name: "Method", arguments: [.text("")])
    }
  }

  static func condition(_ call: PredicateText.Call) -> Condition? {
    let arguments = call.arguments.map(\.value)
    guard let first = arguments.first else { return nil }
    if call.name == "Method" { return Condition(.method, .exact(first)) }
    guard arguments.count == 2, let value = arguments.last else { return nil }
    switch call.name {
    case "Header": return Condition(.header(first), .exact(value))
    case "HeaderRegexp": return MatchPattern.comparison(anchored: value).map { Condition(.header(first), $0) }
    case "Cookie": return MatchPattern.comparison(anchored: value).map { Condition(.cookie(first), $0) }
    case "QueryParam": return MatchPattern.comparison(anchored: value).map { Condition(.query(first), $0) }
    default: return nil
    }
  }
}
