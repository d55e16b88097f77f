public import KubeCore

/// What a policy demands.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RolloutPolicySpec: Sendable, Hashable {
  public var namespaceSelector: LabelSelector = LabelSelector()
  public var windows: [RolloutWindow] = []
  public var concurrency: RolloutConcurrency = RolloutConcurrency()
  public var approval: ApprovalPoint = .none
  public var requiredMetrics: [MetricKind] = []
  public var allowedMetricHosts: [String]?
  public var halt: FleetHalt?
  public var defaults: JSONValue?

  public init() {}
}

extension RolloutPolicySpec: FieldObject {
  static let fields: [Field<RolloutPolicySpec>] = [
    Field(
      "namespaceSelector", \.namespaceSelector,
      "The labels of the namespaces that the policy holds for. All namespaces when absent or empty."),
    Field(
      "windows", \.windows,
      """
      When rollouts may begin and go on; what is under way stays where it is outside of them, and may return at any time. \
      Always when absent; with an `Allow` window only within one, and never within a `Deny` window.
      """
    ) { $0.maxCount = 32 },
    Field(
      "concurrency", \.concurrency,
      "How many rollouts may be under way at once. Others wait, first come, first served."),
    Field(
      "approval", \.approval,
      "What a person has to approve with a `Promote` request."),
    Field(
      "requiredMetrics", \.requiredMetrics,
      "The kinds of metrics that `spec.analysis.metrics` must have."
    ) { $0.maxCount = 16 },
    Field(
      "allowedMetricHosts", \.allowedMetricHosts,
      """
      The hosts that metrics may be read from, besides the pods themselves: names such as `prometheus.monitoring.svc`, or \
      with `*.` in front all names below one. Any host when absent, none when empty.
      """
    ) {
      $0 = .array(of: .string(maxLength: 253, minLength: 1), maxCount: 64)
      $0.element[0].rules = [
        Schema.Rule(#"self.matches('^(\\*\\.)?[a-z0-9.:-]+$')"#, "must be a host name, or `*.` and a domain")
      ]
    },
    Field(
      "halt", \.halt,
      "Stops all rollouts when many candidates fail together: then the fault lies elsewhere. Never when absent."),
    Field(
      "defaults", \.defaults,
      """
      Fields of the spec of ModelDeployments that count where those leave them out. Not `replicas`, `model` and `runtime`, \
      which say what runs.
      """),
  ]
}
