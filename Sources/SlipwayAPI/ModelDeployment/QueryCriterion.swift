/// Limits of the number that a query gives: for those who know what they ask for. It has no error rates.
///
/// The fields are described in `fields`, from which the definition is made.
public struct QueryCriterion: Sendable, Hashable {
  public var promQL: String?
  public var provider: String?
  public var expression: String?
  public var min: Quantity?
  public var max: Quantity?
  public var failures: Int = 3

  public init() {}
}

extension QueryCriterion: FieldObject {
  static let rules = [
    Schema.Rule(
      "has(self.promQL) != has(self.provider) && has(self.provider) == has(self.expression)",
      "must have either `promQL`, or `provider` and `expression`"),
    Schema.Rule("has(self.min) || has(self.max)", "must have `min`, `max` or both"),
  ]

  static let fields: [Field<QueryCriterion>] = [
    Field(
      "promQL", \.promQL,
      """
      A query to `spec.analysis.source.prometheus` that gives one number. `$(name)`, `$(namespace)`, `$(candidate)` and \
      `$(stable)` stand for the deployment, its namespace and the two revisions, here and in `expression`.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 4_096) },
    Field(
      "provider", \.provider,
      "The name of one of `spec.analysis.providers`, which answers `expression`."
    ) { ($0.minLength, $0.maxLength) = (1, 63) },
    Field(
      "expression", \.expression,
      "A query in the provider's language that gives one number."
    ) { ($0.minLength, $0.maxLength) = (1, 4_096) },
    Field(
      "min", \.min,
      "The least number that is allowed. No limit when absent."),
    Field(
      "max", \.max,
      "The greatest number that is allowed. No limit when absent."),
    Field(
      "failures", \.failures,
      """
      How many looks in a row must break a limit before the candidate is taken back. That the provider fails counts \
      neither for nor against the candidate.
      """
    ) { ($0.minimum, $0.maximum) = (1, 100) },
  ]
}
