/// How much slower the candidate may be than the stable version.
///
/// The fields are described in `fields`, from which the definition is made.
public struct LatencyCriterion: Sendable, Hashable {
  public var percentile: Int = 99
  public var maxIncrease: BasisPoints = BasisPoints(percent: 10)
  public var margin: BasisPoints = BasisPoints(percent: 30)
  public var ignoreBelow: BasisPoints = BasisPoints(rawValue: 50)
  public var acceptBelow: BasisPoints = BasisPoints(percent: 1)
  public var warmUp: TimeSpan = .seconds(30)
  public var max: TimeSpan?

  public init() {}
}

extension LatencyCriterion: FieldObject {
  static let rules = [
    Schema.Rule(
      "\(Schema.Rule.number("margin", default: Self().margin)) > "
        + Schema.Rule.number("maxIncrease", default: Self().maxIncrease),
      "must be above `maxIncrease`", at: "margin")
  ]

  static let fields: [Field<LatencyCriterion>] = [
    Field(
      "percentile", \.percentile,
      """
      The percentile to which `max` applies and which is shown. The comparison itself looks at the whole \
      distribution.
      """
    ) { ($0.minimum, $0.maximum) = (1, 99) },
    Field(
      "maxIncrease", \.maxIncrease,
      "How much slower the candidate may be and never be rolled back for it."),
    Field(
      "margin", \.margin,
      "The candidate is promoted once it is proven to be slower by less than this."),
    Field(
      "ignoreBelow", \.ignoreBelow,
      "Slow answers whose share is below this are never a reason to roll back."),
    Field(
      "acceptBelow", \.acceptBelow,
      """
      A share of slow answers proven to be below this is good enough for promotion, whatever the stable \
      version does.
      """),
    Field(
      "warmUp", \.warmUp,
      "The first answers of a replica, which a cold start slows down, are left out for this long."),
    Field(
      "max", \.max,
      "A limit that the candidate's percentile must keep by itself. No limit when absent."),
  ]
}
