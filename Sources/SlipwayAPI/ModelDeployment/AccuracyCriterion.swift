/// How much less often the candidate may be right than the stable version.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AccuracyCriterion: Sendable, Hashable {
  public var maxDecrease: BasisPoints = BasisPoints(percent: 1)

  public init() {}
}

extension AccuracyCriterion: FieldObject {
  static let fields: [Field<AccuracyCriterion>] = [
    Field(
      "maxDecrease", \.maxDecrease,
      "By how many percentage points the share of right answers may be lower."
    ) { $0.rules = [.properShare] }
  ]
}
