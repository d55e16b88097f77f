/// One stage of a canary: a weight, a number of replicas, or a wait for a person.
///
/// The fields are described in `fields`, from which the definition is made.
public struct CanaryStep: Sendable, Hashable {
  public var weight: BasisPoints?
  public var scale: CandidateScale?
  public var minimumTime: TimeSpan?
  public var hold: Hold?

  public init() {}
}

extension CanaryStep: FieldObject {
  static let rules = [
    Schema.Rule(
      "has(self.hold) != (has(self.weight) || has(self.scale))",
      "must have either `hold`, or `weight`, `scale` or both"),
    Schema.Rule("!has(self.hold) || !has(self.__for__)", "must not stand beside `hold`", at: "for"),
  ]

  static let fields: [Field<CanaryStep>] = [
    Field(
      "weight", \.weight,
      "The share of the traffic that the candidate gets. It stays until the evidence suffices."
    ) { $0.rules = [.share] },
    Field(
      "scale", \.scale,
      """
      From this step on the candidate has at least so many replicas, whatever its weight needs. Without a weight the \
      step ends once they are ready. Not with the `service` router, where replicas are what gives a weight.
      """),
    Field(
      "for", \.minimumTime,
      """
      The least time at this step, however strong the evidence is. The dwell time of the analysis when \
      absent, at a step with a weight.
      """),
    Field(
      "hold", \.hold,
      "Waits at the weight of the step before until a person approves."),
  ]
}

extension CanaryStep {
  /// A step that gives the candidate a share of the traffic.
  public init(weight: BasisPoints, scale: CandidateScale? = nil, for minimumTime: TimeSpan? = nil) {
    (self.weight, self.scale, self.minimumTime) = (weight, scale, minimumTime)
  }

  /// A step that waits for approval.
  public static var hold: CanaryStep {
    var step = CanaryStep()
    step.hold = Hold()
    return step
  }
}
