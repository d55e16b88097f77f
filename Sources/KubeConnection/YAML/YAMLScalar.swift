import KubeCore

/// What a scalar means under the core schema of YAML 1.2 (section 10.3.2).
enum YAMLScalar {
  /// - Parameter isPlain: whether the scalar stands without quotes and is not a block; only then can it be other than
  ///   text.
  static func resolve(_ text: String, isPlain: Bool) -> JSONValue {
    guard isPlain else { return .string(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return number(text) ?? .string(text)
    }
  }

  private static func number(_ text: String) -> JSONValue? {
    guard let first = text.first, first.isNumber || "+-.".contains(first) else { return nil }
    if text.hasPrefix("0x") { return Int64(text.dropFirst(2), radix: 16).map { .integer($0) } }
    if text.hasPrefix("0o") { return Int64(text.dropFirst(2), radix: 8).map { .integer($0) } }
    if let integer = Int64(text) { return .integer(integer) }
    // Swift reads more as a number than YAML does: hexadecimal fractions, "inf", "nan".
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }), let double = Double(text) else {
      return nil
    }
    return .double(double)
  }
}
