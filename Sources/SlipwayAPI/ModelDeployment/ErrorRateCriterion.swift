/// How much more often the candidate may fail than the stable version.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ErrorRateCriterion: Sendable, Hashable {
  public var tolerance: BasisPoints = BasisPoints(percent: 10)
  public var margin: BasisPoints = BasisPoints(percent: 50)
  public var ignoreBelow: BasisPoints = BasisPoints(rawValue: 10)
  public var acceptBelow: BasisPoints = BasisPoints(rawValue: 50)
  public var objective: BasisPoints?
  public var segments: SegmentSettings?

  public init() {}
}

extension ErrorRateCriterion: FieldObject {
  static let rules = [
    Schema.Rule(
      "\(Schema.Rule.number("margin", default: Self().margin)) > "
        + Schema.Rule.number("tolerance", default: Self().tolerance),
      "must be above `tolerance`", at: "margin")
  ]

  static let fields: [Field<ErrorRateCriterion>] = [
    Field(
      "tolerance", \.tolerance,
      """
      By how much of the stable version's error rate the candidate's may be higher and never be rolled \
      back for it.
      """),
    Field(
      "margin", \.margin,
      """
      The candidate is promoted once its error rate is proven to be higher than the stable version's by \
      less than this part of it.
      """),
    Field(
      "ignoreBelow", \.ignoreBelow,
      "An error rate below this is never a reason to roll back."),
    Field(
      "acceptBelow", \.acceptBelow,
      """
      An error rate proven to be below this is good enough for promotion, whatever the stable version \
      does.
      """),
    Field(
      "objective", \.objective,
      """
      The share of requests that is promised to succeed, such as `99.9%`. While the stable version itself spends what \
      the promise leaves more than twice as fast as it may, nothing goes on. Nothing is promised when absent.
      """
    ) { $0.rules = [.properShare] },
    Field(
      "segments", \.segments,
      "Parts of the traffic that are guarded each, so that a harm to one of them is not lost in the whole."),
  ]
}
