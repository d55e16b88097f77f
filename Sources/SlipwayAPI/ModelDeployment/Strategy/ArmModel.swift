/// What is different in the model of an arm.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ArmModel: Sendable, Hashable {
  public var uri: String = ""

  public init() {}
}

extension ArmModel: FieldObject {
  static let fields: [Field<ArmModel>] = [
    Field(
      "uri", \.uri,
      "Where the model of the arm lies, as in `spec.model.uri`.",
      required: true
    ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 2_048, [.modelURI]) }
  ]
}
