/// How much smaller the candidate's share of good outcomes may be than the stable version's.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RatioCriterion: Sendable, Hashable {
  public var good: CounterReference = CounterReference()
  public var total: CounterReference = CounterReference()
  public var maxDecrease: BasisPoints = BasisPoints(percent: 1)

  public init() {}
}

extension RatioCriterion: FieldObject {
  static let fields: [Field<RatioCriterion>] = [
    Field(
      "good", \.good,
      "Counts the good outcomes.",
      required: true),
    Field(
      "total", \.total,
      "Counts all outcomes, the good ones among them.",
      required: true),
    Field(
      "maxDecrease", \.maxDecrease,
      "By how many percentage points the share of good outcomes may be lower."
    ) { $0.rules = [.properShare] },
  ]
}
