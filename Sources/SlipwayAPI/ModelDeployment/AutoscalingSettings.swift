public import KubeCore

/// What follows the load.
public enum AutoscalingMode: String, Sendable, Hashable, CaseIterable {
  /// A HorizontalPodAutoscaler for each revision.
  case hpa = "HPA"
  /// A ScaledObject of KEDA for each revision.
  case keda = "KEDA"
  /// Nothing: how many replicas there should be is only said.
  case hint = "Hint"
}

extension AutoscalingMode: FieldChoice {}

/// How the number of replicas follows the load: a HorizontalPodAutoscaler for each revision, which sees its load alone.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AutoscalingSettings: Sendable, Hashable {
  public var mode: AutoscalingMode = .hpa
  public var minReplicas: Int = 1
  public var maxReplicas: Int = 1
  public var cpuUtilization: Int?
  public var podMetric: PodMetricTarget?
  public var metrics: [JSONValue] = []
  public var behavior: JSONValue?
  public var requestsPerReplica: Int?
  public var triggers: [JSONValue] = []

  public init() {}
}

extension AutoscalingSettings: FieldObject {
  static let rules = [
    Schema.Rule(
      "!has(self.minReplicas) || self.minReplicas <= self.maxReplicas", "must be at most `maxReplicas`",
      at: "minReplicas")
  ]

  static let fields: [Field<AutoscalingSettings>] = [
    Field(
      "mode", \.mode,
      """
      `HPA` makes a HorizontalPodAutoscaler for each revision, `KEDA` a ScaledObject. `Hint` scales nothing: `status.autoscaling` says how many \
      replicas the load that rollouts have measured would need, and `spec.replicas` counts.
      """),
    Field(
      "minReplicas", \.minReplicas,
      "The least number of replicas while no rollout is under way."
    ) { ($0.minimum, $0.maximum) = (1, 10_000) },
    Field(
      "maxReplicas", \.maxReplicas,
      "The largest number of replicas of one revision.",
      required: true
    ) { ($0.minimum, $0.maximum) = (1, 10_000) },
    Field(
      "cpuUtilization", \.cpuUtilization,
      "The CPU time to aim at, in per cent of what replicas request."
    ) { ($0.minimum, $0.maximum) = (1, 1_000) },
    Field(
      "podMetric", \.podMetric,
      "A metric of the replicas from the custom metrics API, with the value to aim at."),
    Field(
      "metrics", \.metrics,
      "Further metrics, as in a HorizontalPodAutoscaler."
    ) { $0 = .array(of: JSONValue.schema, maxCount: 16) },
    Field(
      "triggers", \.triggers,
      """
      For `KEDA`: what is looked at, as in a ScaledObject. In texts `$(REVISION)` stands for the name of the revision, so that \
      each is scaled by its own load.
      """
    ) { $0 = .array(of: JSONValue.schema, maxCount: 16) },
    Field(
      "requestsPerReplica", \.requestsPerReplica,
      """
      For `Hint`: how many requests a second one replica is to carry. When absent, the most that one has been seen to carry \
      within the latency that `spec.analysis` asks for.
      """
    ) { ($0.minimum, $0.maximum) = (1, 1_000_000) },
    Field(
      "behavior", \.behavior,
      "How fast replicas come and go, as in a HorizontalPodAutoscaler."),
  ]
}

/// A metric of pods, and what it should be.
///
/// The fields are described in `fields`, from which the definition is made.
public struct PodMetricTarget: Sendable, Hashable {
  public var name: String = ""
  public var averageValue: Quantity = "1"

  public init() {}
}

extension PodMetricTarget: FieldObject {
  static let fields: [Field<PodMetricTarget>] = [
    Field(
      "name", \.name,
      "The name of the metric.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 253) },
    Field(
      "averageValue", \.averageValue,
      "What each replica should have of it on average.",
      required: true),
  ]
}

extension ModelDeploymentSpec {
  /// The settings of the autoscalers that are made; `nil` when none is.
  public var scaling: AutoscalingSettings? { autoscaling.flatMap { $0.mode == .hint ? nil : $0 } }
}
