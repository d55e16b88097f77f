/// One arm of an A/B test that is under way.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ArmStatus: Sendable, Hashable {
  public var name: String = ""
  public var revision: String = ""
  public var model: String = ""
  public var replicas: Int = 0
  public var ready: Int = 0
  public var weight: BasisPoints = .zero
  public var verdict: VerdictKind = .collecting
  public var message: String?
  public var metrics: [MetricStatus] = []

  public init() {}
}

extension ArmStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<ArmStatus>] = [
    Field(
      "name", \.name,
      "The name of the arm.",
      required: true
    ) { $0.maxLength = 32 },
    Field(
      "revision", \.revision,
      "The name of its revision."
    ) { $0.maxLength = 63 },
    Field(
      "model", \.model,
      "The URI of its model."
    ) { $0.maxLength = 2_048 },
    Field(
      "replicas", \.replicas,
      "How many replicas it should have now."),
    Field(
      "ready", \.ready,
      "How many of its replicas are ready."),
    Field(
      "weight", \.weight,
      "The share of the traffic that it should get now."),
    Field(
      "verdict", \.verdict,
      "What the analysis says of this arm alone, against the stable version."),
    Field(
      "message", \.message,
      "The reason, for people."
    ) { $0.maxLength = 1_024 },
    Field(
      "metrics", \.metrics,
      "What each metric says of this arm."
    ) { $0 = .array(of: MetricStatus.schema, maxCount: 16, listType: .map(key: "name")) },
  ]
}

extension ArmStatus {
  public init(_ arm: ArmRevision) { (name, revision, model) = (arm.name, arm.revision, arm.model) }
}
