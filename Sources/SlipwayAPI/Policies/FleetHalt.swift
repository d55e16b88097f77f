/// When so many candidates fail together that the fault must lie elsewhere.
///
/// The fields are described in `fields`, from which the definition is made.
public struct FleetHalt: Sendable, Hashable {
  public var failures: Int = 3
  public var within: TimeSpan = .hours(1)

  public init() {}
}

extension FleetHalt: FieldObject {
  static let fields: [Field<FleetHalt>] = [
    Field(
      "failures", \.failures,
      "How many ModelDeployments of the policy must have taken a candidate back."
    ) { ($0.minimum, $0.maximum) = (2, 10_000) },
    Field(
      "within", \.within,
      "Within which time. Rollouts go on once fewer of them lie within it."),
  ]
}
