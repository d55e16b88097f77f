/// Writes a `JSONValue` as UTF-8 JSON.
public struct JSONWriter {
  /// How the text is laid out.
  public enum Style: Sendable {
    /// No white space, members in their own order.
    case compact
    /// No white space, members sorted by key: equal values give equal bytes. This is what gets hashed and compared.
    case canonical
    /// Two-space indent, members in their own order.
    case pretty
  }

  private let style: Style
  private var bytes: [UInt8] = []

  private init(style: Style) { self.style = style }

  /// The JSON text of `value`. A double that JSON cannot express (NaN, infinity) is written as `null`.
  public static func write(_ value: JSONValue, style: Style = .compact) -> [UInt8] {
    var writer = JSONWriter(style: style)
    writer.append(value, depth: 0)
    return writer.bytes
  }

  private mutating func append(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(bool ? "true" : "false")
    case .integer(let integer): append(String(integer))
    case .double(let double): append(Self.text(of: double))
    case .string(let string): append(quoted: string)
    case .array(let array): append(array, depth: depth)
    case .object(let object): append(object, depth: depth)
    }
  }

  private mutating func append(_ array: [JSONValue], depth: Int) {
    bytes.append(UInt8(ascii: "["))
    for (position, element) in array.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(depth + 1)
      append(element, depth: depth + 1)
    }
    if !array.isEmpty { breakLine(depth) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ object: JSONObject, depth: Int) {
    bytes.append(UInt8(ascii: "{"))
    let members = style == .canonical ? object.sorted { $0.key < $1.key } : Array(object)
    for (position, member) in members.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(depth + 1)
      append(quoted: member.key)
      append(style == .pretty ? ": " : ":")
      append(member.value, depth: depth + 1)
    }
    if !members.isEmpty { breakLine(depth) }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func breakLine(_ depth: Int) {
    guard style == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func append(quoted string: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0A: append("\\n")
      case 0x0C: append("\\f")
      case 0x0D: append("\\r")
      case 0..<0x20: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private static func text(of double: Double) -> String {
    guard double.isFinite else { return "null" }
    // A whole double is written as an integer, so that a value that came in as 3.0 compares equal to what an API server keeps.
    if let integer = Int64(exactly: double), abs(double) < 1e15 { return String(integer) }
    return "\(double)"
  }
}
