import KubeCore

/// S17.
enum SecretRule {
  static func violations(of value: JSONValue, named name: String) -> [Violation] {
    isIn(JSONWriter.write(value)) ? [Violation(.s17, "a secret is in \(name)")] : []
  }

  private static let secret = Array(Manifest.secret.utf8)

  static func isIn(_ text: String) -> Bool { isIn(Array(text.utf8)) }

  /// Whether a text tells the secret. Byte by byte: every text of a run is looked at.
  static func isIn(_ bytes: [UInt8]) -> Bool {
    guard let first = secret.first else { return false }
    var rest = bytes[...]
    while let start = rest.firstIndex(of: first), bytes.count - start >= secret.count {
      if bytes[start...].starts(with: secret) { return true }
      rest = bytes[(start + 1)...]
    }
    return false
  }
}
