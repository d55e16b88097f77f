import CEL
import KubeCore

/// What the rules of a definition can cost, and which are too expensive.
struct RuleCosts {
  /// For one rule, with as many values as there can be of its schema.
  private static let ruleLimit: UInt64 = 10_000_000
  /// For all rules of a definition.
  private static let totalLimit: UInt64 = 100_000_000

  private var total: UInt64 = 0
  private var expensive: [(place: String, cost: UInt64)] = []

  mutating func observe(
    _ rule: CompiledRule, _ cardinality: UInt64?, _ declaration: TypeDeclaration, at place: String
  ) -> [FieldError] {
    let most = rule.program?.costEstimate.most ?? 0
    let count = cardinality ?? UInt64(clamping: Schema.largestRequest / (declaration.smallestSize + 1))
    return observe(Self.product(most, count), "estimated rule cost", "\(place).rule")
  }

  mutating func observeMessage(_ rule: CompiledRule, at place: String) -> [FieldError] {
    guard let message = rule.message else { return [] }
    return observe(message.costEstimate.most, "estimated messageExpression cost", "\(place).messageExpression")
  }

  private mutating func observe(_ cost: UInt64, _ name: String, _ place: String) -> [FieldError] {
    let (sum, overflow) = total.addingReportingOverflow(cost)
    total = overflow ? .max : sum
    if cost >= Self.totalLimit / 100 {
      expensive.append((place, cost))
      expensive = Array(expensive.sorted { $0.cost > $1.cost }.prefix(4))
    }
    return cost > Self.ruleLimit ? [.forbidden(place, Self.message(name, cost, Self.ruleLimit))] : []
  }

  func totalErrors(at path: String) -> [FieldError] {
    guard total > Self.totalLimit else { return [] }
    let contributions = expensive.map {
      FieldError.forbidden(
        $0.place, "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema")
    }
    let name = "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema"
    return contributions + [.forbidden(path, Self.message(name, total, Self.totalLimit))]
  }

  static func product(_ cost: UInt64, _ count: UInt64) -> UInt64 {
    let (product, overflow) = cost.multipliedReportingOverflow(by: count)
    return overflow ? .max : product
  }

  private static func message(_ name: String, _ cost: UInt64, _ limit: UInt64) -> String {
    let factor = Double(cost) / Double(limit)
    let shown =
      factor > 100
      ? "more than 100x"
      : GoNumber.decimal(factor, fraction: factor < 1.5 ? 6 : 1) + "x"
    return "\(name) exceeds budget by factor of \(shown) (try simplifying the rule, or adding maxItems, maxProperties, "
      + "and maxLength where arrays, maps, and strings are declared)"
  }
}
