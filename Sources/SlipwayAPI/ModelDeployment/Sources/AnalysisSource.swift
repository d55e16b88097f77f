/// Where the counters of the replicas come from: their own endpoints, unless a server is named.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AnalysisSource: Sendable, Hashable {
  public var pods: PodsSource?
  public var prometheus: PrometheusSource?

  public init() {}
}

extension AnalysisSource: FieldObject {
  static let rules = [
    Schema.Rule("!has(self.pods) || !has(self.prometheus)", "must not have both `pods` and `prometheus`")
  ]

  static let fields: [Field<AnalysisSource>] = [
    Field(
      "pods", \.pods,
      "The replicas' own endpoints, which the operator reads while a rollout runs. This is the default."),
    Field(
      "prometheus", \.prometheus,
      """
      A server that speaks the API of Prometheus, such as Thanos, Mimir or VictoriaMetrics, and has scraped the \
      replicas. Its raw samples are read.
      """),
  ]
}

/// The replicas' own endpoints. Where they are says the runtime.
public struct PodsSource: Sendable, Hashable {
  public init() {}
}

extension PodsSource: FieldObject {
  static let fields: [Field<PodsSource>] = []
}
