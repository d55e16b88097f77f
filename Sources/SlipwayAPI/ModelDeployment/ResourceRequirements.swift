/// The compute resources of one replica, as in a container of a pod.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ResourceRequirements: Sendable, Hashable {
  public var requests: [String: Quantity] = [:]
  public var limits: [String: Quantity] = [:]

  public init() {}
}

extension ResourceRequirements: FieldObject {
  static let fields: [Field<ResourceRequirements>] = [
    Field(
      "requests", \.requests,
      "What the scheduler sets aside for each replica, by resource name."
    ) { $0.maxCount = 16 },
    Field(
      "limits", \.limits,
      "What a replica may not exceed, by resource name."
    ) { $0.maxCount = 16 },
  ]
}
