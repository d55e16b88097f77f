/// How many replicas the measured load would need.
///
/// Numbers are text with a bounded number of decimals.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AutoscalingHint: Sendable, Hashable {
  public var replicas: Int = 0
  public var requestsPerSecond: String = ""
  public var requestsPerReplica: String = ""
  public var headroom: String = ""
  public var message: String = ""

  public init() {}
}

extension AutoscalingHint: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<AutoscalingHint>] = [
    Field(
      "replicas", \.replicas,
      "How many replicas the load would need, with a fifth of their throughput to spare."),
    Field(
      "requestsPerSecond", \.requestsPerSecond,
      "The load of all revisions together, in requests a second, while a rollout was last under way."
    ) { $0.maxLength = 32 },
    Field(
      "requestsPerReplica", \.requestsPerReplica,
      "How many requests a second one replica carries: what was asked for, or the most that has been seen."
    ) { $0.maxLength = 32 },
    Field(
      "headroom", \.headroom,
      "The part of the throughput of the replicas that the load leaves free."
    ) { $0.maxLength = 32 },
    Field(
      "message", \.message,
      "What the figures rest on, for people."
    ) { $0.maxLength = 256 },
  ]
}
