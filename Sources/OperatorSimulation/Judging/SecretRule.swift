import KubeCore

/// S17.
enum SecretRule {
  static func violations(of value: JSONValue, named name: String) -> [Violation] {
    contains(value) ? [Violation(.s17, "a secret is in \(name)")] : []
  }

  private static let secret = Array(Manifest.secret.utf8)

  /// Whether a text tells the secret. Byte by byte: every text of a run is looked at.
  static func isIn(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= secret.count else { return false }
    return (0...bytes.count - secret.count).contains { start in
      bytes[start] == secret[0] && bytes[start..<start + secret.count].elementsEqual(secret)
    }
  }

  private static func contains(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): isIn(text)
    case .array(let elements): elements.contains(where: contains)
    case .object(let object): object.contains { contains($0.value) }
    default: false
    }
  }
}
