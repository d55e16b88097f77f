/// How replicas are replaced one after the other.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RollingUpdateStrategy: Sendable, Hashable {
  public var maxSurge: Int = 1
  public var maxUnavailable: Int = 0

  public init() {}
}

extension RollingUpdateStrategy: FieldObject {
  static let rules = [
    Schema.Rule(
      "!has(self.maxSurge) || !has(self.maxUnavailable) || self.maxSurge + self.maxUnavailable > 0",
      "must be above 0, or `maxUnavailable` must be", at: "maxSurge")
  ]

  static let fields: [Field<RollingUpdateStrategy>] = [
    Field(
      "maxSurge", \.maxSurge,
      "How many replicas both revisions may have together beyond `spec.replicas`."
    ) { $0.maximum = 10_000 },
    Field(
      "maxUnavailable", \.maxUnavailable,
      """
      How many replicas may be missing meanwhile. With none to spare, as with scarce GPUs, 1 here and 0 for `maxSurge` \
      replaces one at a time.
      """
    ) { $0.maximum = 10_000 },
  ]
}
