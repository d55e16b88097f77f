/// How many replicas may be taken away at once while nodes are drained.
///
/// The fields are described in `fields`, from which the definition is made.
public struct DisruptionSettings: Sendable, Hashable {
  /// Whether a PodDisruptionBudget is made.
  public enum Budget: String, Sendable, Hashable, CaseIterable {
    case automatic = "Automatic"
    case off = "Off"
  }

  public var budget: Budget = .automatic
  public var maxUnavailable: Int = 1

  public init() {}
}

extension DisruptionSettings.Budget: FieldChoice {}

extension DisruptionSettings: FieldObject {
  static let fields: [Field<DisruptionSettings>] = [
    Field(
      "budget", \.budget,
      "`Automatic` makes a PodDisruptionBudget for all replicas together, `Off` none."),
    Field(
      "maxUnavailable", \.maxUnavailable,
      "How many replicas may be missing for an eviction to be allowed. With 0 no node with a replica can be drained."
    ) { $0.maximum = 10_000 },
  ]
}
