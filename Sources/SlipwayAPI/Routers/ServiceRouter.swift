/// Traffic divided by a Kubernetes Service, which spreads it evenly over ready replicas.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ServiceRouter: Sendable, Hashable {
  public var tolerance: BasisPoints = BasisPoints(percent: 5)

  public init() {}
}

extension ServiceRouter: FieldObject {
  static let fields: [Field<ServiceRouter>] = [
    Field(
      "tolerance", \.tolerance,
      """
      How far the share that whole replicas give may lie from the weight of a step, in percentage points. \
      A step that cannot be given within it is not entered.
      """)
  ]
}
