/// A server that speaks the API of Prometheus and has scraped the replicas.
///
/// The fields are described in `fields`, from which the definition is made.
public struct PrometheusSource: Sendable, Hashable {
  public var server: MetricServer = MetricServer()
  public var podLabel: String = "pod"
  public var namespaceLabel: String = "namespace"
  public var window: TimeSpan = .minutes(1)

  public init() {}
}

extension PrometheusSource: FieldObject {
  static let fields: [Field<PrometheusSource>] =
    MetricServer.fields(\.server.address, \.server.headers, \.server.authentication, \.server.tls) + [
      Field(
        "podLabel", \.podLabel,
        "The label that holds the name of the pod that a sample is of."
      ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 128, [.labelName]) },
      Field(
        "namespaceLabel", \.namespaceLabel,
        "The label that holds the namespace of that pod."
      ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 128, [.labelName]) },
      Field(
        "window", \.window,
        "How old a sample may be. Four of the server's scrape intervals are right."
      ) { $0.rules = [.second] },
    ]
}
