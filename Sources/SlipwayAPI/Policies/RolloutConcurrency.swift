/// How many rollouts may be under way at once.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RolloutConcurrency: Sendable, Hashable {
  public var perNamespace: Int?
  public var total: Int?

  public init() {}
}

extension RolloutConcurrency: FieldObject {
  static let fields: [Field<RolloutConcurrency>] = [
    Field(
      "perNamespace", \.perNamespace,
      "How many in one namespace. Any number when absent."
    ) { ($0.minimum, $0.maximum) = (1, 10_000) },
    Field(
      "total", \.total,
      "How many in all namespaces of the policy together. Any number when absent."
    ) { ($0.minimum, $0.maximum) = (1, 10_000) },
  ]
}
