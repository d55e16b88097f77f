public import CurlTransport

/// How the operator works.
public struct OperatorConfiguration: Sendable {
  /// The namespace whose ModelDeployments it looks after; `nil` for all.
  public var namespace: String?
  /// How many ModelDeployments are worked on at the same time; default 16. Most of their time they wait for the API server.
  public var workers = 16
  /// How long the metrics of one pod may take to read; default 2 s.
  public var scrapeTimeout: Duration = .seconds(2)
  /// How much of a core reading the pods' metrics may take, all rollouts together; default 0.25. Beyond it they are read
  /// less often.
  public var scrapeShare = 0.25
  /// Which addresses may be asked for metrics when a ModelDeployment names them; by default none of the node itself.
  public var metricAddresses: AddressRules = .guarded
  /// Names this process in events, such as the pod's name.
  public var instance: String

  public init(namespace: String? = nil, instance: String) {
    self.namespace = namespace
    self.instance = instance
  }
}
