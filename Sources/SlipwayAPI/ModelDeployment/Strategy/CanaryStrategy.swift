/// How a candidate gets more traffic step by step.
///
/// The fields are described in `fields`, from which the definition is made.
public struct CanaryStrategy: Sendable, Hashable {
  public var steps: [CanaryStep] = []

  public init() {}
}

extension CanaryStrategy: FieldObject {
  static let fields: [Field<CanaryStrategy>] = [
    Field(
      "steps", \.steps,
      """
      The steps, with rising weights. After the last one the candidate gets all traffic and becomes the \
      stable version. When empty, steps are chosen to suit the number of replicas.
      """
    ) { $0 = .array(of: CanaryStep.schema, maxCount: 32) }
  ]
}
