/// A key of a Secret in the namespace of the object.
///
/// The fields are described in `fields`, from which the definition is made.
public struct SecretKeyReference: Sendable, Hashable {
  public var name: String = ""
  public var key: String = ""

  public init() {}

  public init(name: String, key: String) { (self.name, self.key) = (name, key) }
}

extension SecretKeyReference: FieldObject {
  static let fields: [Field<SecretKeyReference>] = [
    Field(
      "name", \.name,
      "A Secret of the same namespace.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 253) },
    Field(
      "key", \.key,
      "A key of its data.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 253) },
  ]
}
