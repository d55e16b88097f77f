/// How a candidate is judged against the stable version.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AnalysisSettings: Sendable, Hashable {
  public var interval: TimeSpan = .seconds(15)
  public var confidence: BasisPoints = BasisPoints(percent: 99)
  public var falsePromotion: BasisPoints = BasisPoints(percent: 5)
  public var minimumRequests: Int = 50
  public var block: TimeSpan = .minutes(2)
  public var dwell: TimeSpan = .seconds(60)
  public var inconclusiveAfter: TimeSpan = .hours(1)
  public var onInconclusive: InconclusivePolicy = .hold
  public var source: AnalysisSource = AnalysisSource()
  public var providers: [MetricProvider] = []
  public var metrics: [AnalysisMetric] = AnalysisMetric.standard

  public init() {}
}

extension AnalysisSettings: FieldObject {
  static let rules = [
    Schema.Rule(
      "!has(self.block) || !has(self.interval) || duration(self.block) >= duration(self.interval)",
      "must be at least the interval", at: "block")
  ]

  static let fields: [Field<AnalysisSettings>] = [
    Field(
      "interval", \.interval,
      "How often metrics are read from the replicas."
    ) { $0.rules = [.second] },
    Field(
      "confidence", \.confidence,
      """
      How sure the evidence must be before a candidate is rolled back. A candidate within its tolerances \
      is rolled back with a probability of at most 100% less this, over the whole rollout and all its \
      metrics, however often it is looked at.
      """
    ) {
      $0.rules = [
        Schema.Rule(
          "\(Schema.Rule.number("self")) >= 50.0 && \(Schema.Rule.number("self")) < 100.0",
          "must be at least 50% and below 100%")
      ]
    },
    Field(
      "falsePromotion", \.falsePromotion,
      """
      The largest probability with which a candidate that is worse than the margin of a metric may be \
      promoted.
      """
    ) {
      $0.rules = [
        Schema.Rule(
          "\(Schema.Rule.number("self")) > 0.0 && \(Schema.Rule.number("self")) <= 50.0",
          "must be above 0% and at most 50%")
      ]
    },
    Field(
      "minimumRequests", \.minimumRequests,
      "How many requests the candidate must have answered at a step before it can be passed."
    ) { $0.maximum = 1_000_000_000 },
    Field(
      "block", \.block,
      """
      The length of the blocks in which noise is estimated: answers within one are taken to depend on each \
      other.
      """
    ) { $0.rules = [.second] },
    Field(
      "dwell", \.dwell,
      "The least time at a step that names none of its own."),
    Field(
      "inconclusiveAfter", \.inconclusiveAfter,
      "How long evidence is collected at a step before it counts as inconclusive."
    ) { $0.rules = [.second] },
    Field(
      "onInconclusive", \.onInconclusive,
      """
      What happens then: `Hold` waits for evidence or a person, `Promote` goes on, `RollBack` returns. A \
      step without any data always holds.
      """),
    Field(
      "source", \.source,
      "Where the counters come from that are compared: the replicas' own endpoints, unless a server is named."),
    Field(
      "providers", \.providers,
      "Servers that answer the queries of `metrics`."
    ) { $0 = .array(of: MetricProvider.schema, maxCount: 8, listType: .map(key: "name")) },
    Field(
      "metrics", \.metrics,
      "What is compared. Error rate and latency when absent; when empty, time alone decides."
    ) { $0 = .array(of: AnalysisMetric.schema, maxCount: 16, listType: .map(key: "name")) },
  ]
}
