/// A server that answers queries with one number. Exactly one kind is set.
///
/// The fields are described in `fields`, from which the definition is made.
public struct MetricProvider: Sendable, Hashable {
  public var name: String = ""
  public var prometheus: QueryServer?
  public var datadog: DatadogServer?
  public var cloudWatch: CloudWatchServer?
  public var newRelic: NewRelicServer?
  public var influxDB: InfluxServer?
  public var graphite: QueryServer?
  public var web: QueryServer?
  public var mlflow: MLflowServer?

  public init() {}
}

extension MetricProvider: FieldObject {
  static let rules = [
    Schema.Rule.exactlyOne(
      of: "prometheus", "datadog", "cloudWatch", "newRelic", "influxDB", "graphite", "web", "mlflow")
  ]

  static let fields: [Field<MetricProvider>] = [
    Field(
      "name", \.name,
      "The name by which queries mean the server.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 63) },
    Field("prometheus", \.prometheus, "A server that speaks the API of Prometheus; queries are PromQL."),
    Field("datadog", \.datadog, "Datadog; queries are those of its time series."),
    Field("cloudWatch", \.cloudWatch, "Amazon CloudWatch; queries are expressions of its metric math."),
    Field("newRelic", \.newRelic, "New Relic; queries are NRQL and give one row of one number."),
    Field("influxDB", \.influxDB, "InfluxDB 2; queries are Flux."),
    Field("graphite", \.graphite, "Graphite; queries are its targets."),
    Field(
      "web", \.web,
      """
      Any server that answers with JSON; queries are paths such as `result.items[0].score`, or what is asked for below the \
      address and a path: `/models/fraud?stage=canary result.score`.
      """),
    Field("mlflow", \.mlflow, "MLflow; queries are the names of the metrics of a run."),
  ]

  /// Which kinds are set, by their names.
  var kinds: [String] {
    [
      prometheus.map { _ in "prometheus" }, datadog.map { _ in "datadog" }, cloudWatch.map { _ in "cloudWatch" },
      newRelic.map { _ in "newRelic" }, influxDB.map { _ in "influxDB" }, graphite.map { _ in "graphite" },
      web.map { _ in "web" }, mlflow.map { _ in "mlflow" },
    ].compactMap(\.self)
  }
}

/// A server that needs nothing but its address.
public struct QueryServer: Sendable, Hashable {
  public var server: MetricServer = MetricServer()

  public init() {}
}

extension QueryServer: FieldObject {
  static let fields: [Field<QueryServer>] = MetricServer.fields(
    \.server.address, \.server.headers, \.server.authentication, \.server.tls)
}
