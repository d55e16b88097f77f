/// One thing that a request must have to match.
///
/// Exactly one place and exactly one comparison are set.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RequestMatch: Sendable, Hashable {
  public var header: String?
  public var cookie: String?
  public var query: String?
  public var exact: String?
  public var prefix: String?
  public var regex: String?

  public init() {}
}

extension RequestMatch: FieldObject {
  static let rules = [
    Schema.Rule.exactlyOne(of: "header", "cookie", "query"), .exactlyOne(of: "exact", "prefix", "regex"),
  ]

  static let fields: [Field<RequestMatch>] = [
    Field("header", \.header, "The name of a header, in any case.") { ($0.minLength, $0.maxLength) = (1, 128) },
    Field("cookie", \.cookie, "The name of a cookie.") { ($0.minLength, $0.maxLength) = (1, 128) },
    Field("query", \.query, "The name of a parameter of the query.") { ($0.minLength, $0.maxLength) = (1, 128) },
    Field("exact", \.exact, "The value must be this.") { ($0.minLength, $0.maxLength) = (1, 512) },
    Field("prefix", \.prefix, "The value must begin with this.") { ($0.minLength, $0.maxLength) = (1, 512) },
    Field("regex", \.regex, "The whole value must match this RE2 expression.") {
      ($0.minLength, $0.maxLength) = (1, 512)
    },
  ]
}

extension RequestMatch {
  public init(header: String, exact: String) { (self.header, self.exact) = (header, exact) }

  /// The condition for routers; `nil` when it is not exactly one place and one comparison.
  public var condition: TrafficPlan.MatchCondition? {
    let places: [TrafficPlan.MatchCondition.Place] =
      [header.map { .header($0) }, cookie.map { .cookie($0) }, query.map { .query($0) }].compactMap(\.self)
    let comparisons: [TrafficPlan.MatchCondition.Comparison] =
      [exact.map { .exact($0) }, prefix.map { .prefix($0) }, regex.map { .expression($0) }].compactMap(\.self)
    guard places.count == 1, comparisons.count == 1 else { return nil }
    return TrafficPlan.MatchCondition(places[0], comparisons[0])
  }
}
