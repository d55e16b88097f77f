import KubeCore

/// An amount of a resource as Kubernetes writes it, such as `500m`, `2` or `1.5Gi`.
///
/// Kept as text, since most are passed on, not reckoned with.
public struct Quantity: Sendable, Hashable, ExpressibleByStringLiteral {
  private static let suffixes: Set<String> = [
    "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
  ]

  public let text: String

  /// Takes text for a quantity without checking it.
  public init(stringLiteral text: String) { self.text = text }

  /// Parses a decimal number that is not negative, followed by a suffix or by a decimal exponent.
  public init?(_ text: String) {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }) else { return nil }
    let suffix = text.dropFirst(number.count)
    guard Self.suffixes.contains(String(suffix)) || Self.isExponent(suffix) else { return nil }
    self.text = text
  }

  private static func isExponent(_ suffix: Substring) -> Bool {
    guard let first = suffix.first, first == "e" || first == "E" else { return false }
    var digits = suffix.dropFirst()
    if digits.first == "+" || digits.first == "-" { digits = digits.dropFirst() }
    return !digits.isEmpty && digits.count <= 3 && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }
}

extension Quantity {
  private static let decimal: [Character: Double] = [
    "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
  ]
  private static let binary: [String: Double] = [
    "Ki": 0x1p10, "Mi": 0x1p20, "Gi": 0x1p30, "Ti": 0x1p40, "Pi": 0x1p50, "Ei": 0x1p60,
  ]

  /// The number that it stands for; `nil` when it is none or beyond what a `Double` holds.
  public var number: Double? {
    if let number = Double(text) { return number.isFinite ? number : nil }
    if let factor = Self.binary[String(text.suffix(2))] { return Double(text.dropLast(2)).map { $0 * factor } }
    guard let factor = text.last.flatMap({ Self.decimal[$0] }) else { return nil }
    return Double(text.dropLast()).map { $0 * factor }
  }
}

extension Quantity: FieldValue {
  static var schema: Schema {
    var schema = Schema(.integerOrString)
    schema.maxLength = 32
    return schema
  }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Quantity? {
    let text: String? = if case .integer(let integer) = value { String(integer) } else { value.string }
    guard let quantity = text.flatMap({ Quantity($0) }) else {
      reader.reject(value, "must be a quantity, such as \"500m\", \"2\" or \"4Gi\"")
      return nil
    }
    return quantity
  }

  var written: JSONValue? { .string(text) }
}
