import KubeCore

/// S17.
enum SecretRule {
  static func violations(of value: JSONValue, named name: String) -> [Violation] {
    contains(value) ? [Violation(.s17, "a secret is in \(name)")] : []
  }

  private static func contains(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.contains(Manifest.secret)
    case .array(let elements): elements.contains(where: contains)
    case .object(let object): object.contains { contains($0.value) }
    default: false
    }
  }
}
