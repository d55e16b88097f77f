/// What one metric says of the candidate.
///
/// Numbers are text with a bounded number of decimals.
///
/// The fields are described in `fields`, from which the definition is made.
public struct MetricStatus: Sendable, Hashable {
  public var name: String = ""
  public var verdict: VerdictKind = .collecting
  public var stable: String?
  public var candidate: String?
  public var effect: String?
  public var bound: String?
  public var samples: Int64?
  public var message: String?

  public init() {}
}

extension MetricStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<MetricStatus>] = [
    Field(
      "name", \.name,
      "The name of the metric.",
      required: true
    ) { $0.maxLength = 63 },
    Field(
      "verdict", \.verdict,
      "The verdict of this metric alone."),
    Field(
      "stable", \.stable,
      "The value of the stable version, with its unit."
    ) { $0.maxLength = 32 },
    Field(
      "candidate", \.candidate,
      "The value of the candidate, with its unit."
    ) { $0.maxLength = 32 },
    Field(
      "effect", \.effect,
      "How the candidate differs from the stable version."
    ) { $0.maxLength = 32 },
    Field(
      "bound", \.bound,
      "The difference that is allowed."
    ) { $0.maxLength = 32 },
    Field(
      "samples", \.samples,
      "How many answers of the candidate went into it."),
    Field(
      "message", \.message,
      "The reason, for people."
    ) { $0.maxLength = 1_024 },
  ]
}

extension MetricStatus {
  public init(name: String, verdict: VerdictKind) { (self.name, self.verdict) = (name, verdict) }
}
