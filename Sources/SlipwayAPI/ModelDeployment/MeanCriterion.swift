/// How much worse the candidate's mean of something may be than the stable version's.
///
/// The fields are described in `fields`, from which the definition is made.
public struct MeanCriterion: Sendable, Hashable {
  /// Which way is better.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case higher = "Higher"
    case lower = "Lower"
  }

  public var metric: String = ""
  public var maxChange: BasisPoints = BasisPoints(percent: 5)
  public var better: Direction = .higher

  public init() {}
}

extension MeanCriterion.Direction: FieldChoice {}

extension MeanCriterion: FieldObject {
  static let fields: [Field<MeanCriterion>] = [
    Field(
      "metric", \.metric,
      """
      The name of a summary or histogram: the mean is its `_sum` over its `_count`. The sum must not fall.
      """,
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 256) },
    Field(
      "maxChange", \.maxChange,
      "By how much of the stable version's mean the candidate's may be worse."
    ) { $0.rules = [.properShare] },
    Field(
      "better", \.better,
      "Whether a higher or a lower mean is better."),
  ]
}
