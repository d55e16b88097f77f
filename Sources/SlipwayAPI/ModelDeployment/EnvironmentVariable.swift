public import KubeCore

/// One environment variable of the model server.
///
/// The fields are described in `fields`, from which the definition is made.
public struct EnvironmentVariable: Sendable, Hashable {
  public var name: String = ""
  public var value: String = ""
  public var valueFrom: JSONValue?

  public init() {}
}

extension EnvironmentVariable: FieldObject {
  static let fields: [Field<EnvironmentVariable>] = [
    Field(
      "name", \.name,
      "The name of the variable.",
      required: true
    ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 256, [.variableName]) },
    Field(
      "value", \.value,
      "Its value."
    ) { $0.maxLength = 8_192 },
    Field(
      "valueFrom", \.valueFrom,
      "Where its value comes from instead, as in a container: a key of a ConfigMap or Secret, or a field of the pod."),
  ]
}

extension EnvironmentVariable {
  public init(name: String, value: String) { (self.name, self.value) = (name, value) }
}
