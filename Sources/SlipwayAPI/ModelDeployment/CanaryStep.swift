/// One stage of a canary: a weight, or a wait for a person.
///
/// The fields are described in `fields`, from which the definition is made.
public struct CanaryStep: Sendable, Hashable {
  public var weight: BasisPoints?
  public var minimumTime: TimeSpan?
  public var hold: Hold?

  public init() {}
}

extension CanaryStep: FieldObject {
  static let fields: [Field<CanaryStep>] = [
    Field(
      "weight", \.weight,
      "The share of the traffic that the candidate gets. It stays until the evidence suffices."),
    Field(
      "for", \.minimumTime,
      """
      The least time at this weight, however strong the evidence is. The dwell time of the analysis when \
      absent.
      """),
    Field(
      "hold", \.hold,
      "Waits at the weight of the step before until a person approves."),
  ]
}

extension CanaryStep {
  /// A wait for approval.
  ///
  /// It has no settings yet.
  public struct Hold: Sendable, Hashable, FieldObject {
    static let fields: [Field<Hold>] = []

    public init() {}
  }

  /// A step that gives the candidate a share of the traffic.
  public init(weight: BasisPoints, for minimumTime: TimeSpan? = nil) {
    (self.weight, self.minimumTime) = (weight, minimumTime)
  }

  /// A step that waits for approval.
  public static var hold: CanaryStep {
    var step = CanaryStep()
    step.hold = Hold()
    return step
  }
}
