import SlipwayAPI

/// Comparisons as regular expressions (RE2) that match a whole value, for routers that compare no other way.
enum MatchPattern {
  typealias Comparison = TrafficPlan.MatchCondition.Comparison

  /// The expression that matches what a comparison admits.
  static func text(_ comparison: Comparison) -> String {
    switch comparison {
    case .exact(let value): ExpressionText.escaped(value)
    case .prefix(let value): ExpressionText.escaped(value) + ".*"
    case .expression(let text): text
    }
  }

  /// The comparison that an expression stands for.
  static func comparison(_ text: String) -> Comparison { Comparison.expression(text).plainest }

  // MARK: Cookies in a header

  private static let (before, after) = ("(.*; ?)?", "(;.*)?")

  /// The expression for a `Cookie` header in which one cookie is as it should be.
  static func cookie(_ name: String, _ comparison: Comparison) -> String {
    let value =
      switch comparison {
      case .exact(let value): ExpressionText.escaped(value)
      case .prefix(let value): ExpressionText.escaped(value) + "[^;]*"
      case .expression(let text): "(" + text + ")"
      }
    return before + ExpressionText.escaped(name) + "=" + value + after
  }

  /// The condition on a cookie that an expression for a header stands for.
  static func cookie(in text: String) -> TrafficPlan.MatchCondition? {
    guard text.hasPrefix(before), text.hasSuffix(after) else { return nil }
    let inner = text.dropFirst(before.count).dropLast(after.count)
    guard let equals = inner.firstIndex(of: "="), let name = ExpressionText.literal(inner[..<equals]) else {
      return nil
    }
    let value = String(inner[inner.index(after: equals)...])
    if let exact = ExpressionText.literal(value) { return .init(.cookie(name), .exact(exact)) }
    if value.hasSuffix("[^;]*"), let prefix = ExpressionText.literal(value.dropLast(5)) {
      return .init(.cookie(name), .prefix(prefix))
    }
    guard value.hasPrefix("("), value.hasSuffix(")") else { return nil }
    return .init(.cookie(name), .expression(String(value.dropFirst().dropLast())))
  }

  // MARK: Anchors

  /// The expression for an engine that is content with a part of the value.
  static func anchored(_ comparison: Comparison) -> String {
    if case .prefix(let value) = comparison { return "^" + ExpressionText.escaped(value) }
    return "^(" + text(comparison) + ")$"
  }

  /// The comparison that an anchored expression stands for.
  static func comparison(anchored text: String) -> Comparison? {
    if text.hasPrefix("^("), text.hasSuffix(")$") { return comparison(String(text.dropFirst(2).dropLast(2))) }
    return text.hasPrefix("^") ? ExpressionText.literal(text.dropFirst()).map { .prefix($0) } : nil
  }
}
