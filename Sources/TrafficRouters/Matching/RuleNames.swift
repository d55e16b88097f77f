import SlipwayAPI

/// The names of the rules of a route whose kind has no place for them: an annotation, in the order of the rules.
enum RuleNames {
  static let annotation = "slipway.dev/rules"

  static func annotations(_ plan: TrafficPlan) -> [String: String] {
    plan.rules.isEmpty ? [:] : [annotation: plan.rules.map(\.name).joined(separator: ",")]
  }

  /// The name of a rule; a number where the annotation has gone.
  static func name(_ position: Int, in object: RouteObject) -> String {
    let names = (object.annotation(annotation) ?? "").split(separator: ",")
    return names.indices.contains(position) ? String(names[position]) : "rule-\(position + 1)"
  }

  /// A name that no rule of a plan has: this one, or one like it.
  static func free(_ name: String, in plan: TrafficPlan) -> String {
    let taken = Set(plan.rules.map(\.name))
    let others = (2...max(2, taken.count + 2)).lazy.map { "\(name)-\($0)" }
    return taken.contains(name) ? others.first { !taken.contains($0) } ?? name : name
  }
}
