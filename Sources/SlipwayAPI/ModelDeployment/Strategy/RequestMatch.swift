/// One thing that a request must have to match.
///
/// Exactly one place is set, and exactly one comparison; a method is both.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RequestMatch: Sendable, Hashable {
  public var header: String?
  public var cookie: String?
  public var query: String?
  public var method: RequestMethod?
  public var exact: String?
  public var prefix: String?
  public var regex: String?

  public init() {}
}

extension RequestMatch: FieldObject {
  static let rules = [
    Schema.Rule.exactlyOne(of: "header", "cookie", "query", "method"),
    Schema.Rule(
      "\(Schema.Rule.set(["exact", "prefix", "regex"])).filter(x, x).size() == (has(self.method) ? 0 : 1)",
      "must have exactly one of `exact`, `prefix`, `regex`, and none of them beside `method`"),
  ]

  static let fields: [Field<RequestMatch>] = [
    Field("header", \.header, "The name of a header, in any case.") { bound(&$0, 128, .token) },
    Field("cookie", \.cookie, "The name of a cookie.") { bound(&$0, 128, .token) },
    Field("query", \.query, "The name of a parameter of the query.") { bound(&$0, 128, .printable) },
    Field("method", \.method, "The method must be this."),
    Field("exact", \.exact, "The value must be this.") { bound(&$0, 512, .printable) },
    Field("prefix", \.prefix, "The value must begin with this.") { bound(&$0, 512, .printable) },
    Field("regex", \.regex, "The whole value must match this RE2 expression.") { bound(&$0, 512, .printable) },
  ]

  private static func bound(_ schema: inout Schema, _ length: Int, _ rule: Schema.Rule) {
    (schema.minLength, schema.maxLength, schema.rules) = (1, length, [rule])
  }
}

extension RequestMatch {
  public init(header: String, exact: String) { (self.header, self.exact) = (header, exact) }

  /// The condition for routers; `nil` when it is not exactly one place and one comparison.
  public var condition: TrafficPlan.MatchCondition? {
    typealias Condition = TrafficPlan.MatchCondition
    let places: [Condition.Place] =
      [header.map { .header($0) }, cookie.map { .cookie($0) }, query.map { .query($0) }, method.map { _ in .method }]
      .compactMap(\.self)
    let comparisons: [Condition.Comparison] =
      [exact.map { .exact($0) }, prefix.map { .prefix($0) }, regex.map { .expression($0) }]
      .compactMap(\.self) + [method].compactMap { $0.map { .exact($0.rawValue) } }
    guard places.count == 1, comparisons.count == 1 else { return nil }
    return Condition(places[0], comparisons[0])
  }
}
