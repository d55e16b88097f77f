public import KubeCore

/// Writes a `JSONValue` as YAML in block style, such that YAML 1.1 and 1.2 readers read the same value.
public struct YAMLWriter {
  /// The longest line of a list or object that stands on one.
  private static let longestLine = 120

  private var text = ""
  private let isCompact: Bool

  private init(isCompact: Bool) { self.isCompact = isCompact }

  /// One document, which ends with a line feed; members keep their order.
  ///
  /// - Parameter isCompact: whether lists and objects of scalars stand on one line where they fit, which makes deep trees
  ///   much smaller.
  public static func write(_ value: JSONValue, isCompact: Bool = false) -> String {
    var writer = YAMLWriter(isCompact: isCompact)
    switch value {
    case .object(let object) where !object.isEmpty: writer.append(object, indent: 0)
    case .array(let array) where !array.isEmpty: writer.append(array, indent: 0)
    default: writer.text = scalar(value) + "\n"
    }
    return writer.text
  }

  private mutating func append(_ object: JSONObject, indent: Int) {
    for (position, member) in object.enumerated() {
      if position > 0 || !text.hasSuffix("- ") { pad(indent) }
      text += Self.string(member.key) + ":"
      appendMember(member.value, indent: indent)
    }
  }

  private mutating func appendMember(_ value: JSONValue, indent: Int) {
    if appendInline(value, after: " ") { return }
    switch value {
    case .object(let object) where !object.isEmpty:
      text += "\n"
      append(object, indent: indent + 2)
    case .array(let array) where !array.isEmpty:
      // Lists stand at the indent of their key, as kubectl writes them.
      text += "\n"
      append(array, indent: indent)
    case .string(let string) where Self.isBlock(string): appendBlock(string, indent: indent + 2)
    default: text += " " + Self.scalar(value) + "\n"
    }
  }

  /// Appends a list or an object of scalars to the line; `false` for any other, or where it does not fit.
  private mutating func appendInline(_ value: JSONValue, after space: String = "") -> Bool {
    guard isCompact, let inline = Self.inline(value) else { return false }
    let line = text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    guard line + space.utf8.count + inline.utf8.count <= Self.longestLine else { return false }
    text += "\(space)\(inline)\n"
    return true
  }

  /// Several lines as they are: a script or a dashboard is read and compared line by line.
  private mutating func appendBlock(_ string: String, indent: Int) {
    text += string.hasSuffix("\n") ? " |\n" : " |-\n"
    for line in string.split(separator: "\n", omittingEmptySubsequences: false).dropLast(string.hasSuffix("\n") ? 1 : 0) {
      if !line.isEmpty { pad(indent) }
      text += line + "\n"
    }
  }

  private mutating func append(_ array: [JSONValue], indent: Int) {
    for (position, element) in array.enumerated() {
      if position > 0 || !text.hasSuffix("- ") { pad(indent) }
      text += "- "
      if appendInline(element) { continue }
      switch element {
      case .object(let object) where !object.isEmpty: append(object, indent: indent + 2)
      case .array(let array) where !array.isEmpty: append(array, indent: indent + 2)
      default: text += Self.scalar(element) + "\n"
      }
    }
  }

  private mutating func pad(_ indent: Int) { text += String(repeating: " ", count: indent) }

  /// A list or an object of scalars between brackets; `nil` for what is none, or empty.
  private static func inline(_ value: JSONValue) -> String? {
    switch value {
    case .array(let array) where !array.isEmpty:
      let scalars = array.compactMap(inlineScalar)
      return scalars.count == array.count ? "[\(scalars.joined(separator: ", "))]" : nil
    case .object(let object) where !object.isEmpty:
      let members = object.compactMap { key, value in inlineScalar(value).map { "\(inlineString(key)): \($0)" } }
      return members.count == object.count ? "{\(members.joined(separator: ", "))}" : nil
    default: return nil
    }
  }

  /// A scalar between brackets, where commas and brackets have a meaning; `nil` for what is none.
  private static func inlineScalar(_ value: JSONValue) -> String? {
    switch value {
    case .object(let object): object.isEmpty ? "{}" : nil
    case .array(let array): array.isEmpty ? "[]" : nil
    case .string(let string): inlineString(string)
    default: scalar(value)
    }
  }

  private static func inlineString(_ string: String) -> String {
    string.utf8.contains { ",[]{}".utf8.contains($0) } ? quoted(string) : Self.string(string)
  }

  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .string(let string): Self.string(string)
    case .object: "{}"
    case .array: "[]"
    default: value.description
    }
  }
}

// MARK: - Strings

extension YAMLWriter {
  /// Words that YAML 1.1 reads as something other than a string, in lower case.
  private static let reserved: Set<String> = [
    "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "+.inf", "-.inf", "<<", "=",
  ]

  /// A string as a plain scalar where every reader takes it for one; in double quotes otherwise.
  static func string(_ string: String) -> String { isPlain(string) ? string : quoted(string) }

  private static func isPlain(_ string: String) -> Bool {
    guard let first = string.utf8.first, let last = string.utf8.last, !reserved.contains(string.lowercased()) else {
      return false
    }
    // Whatever starts like a number, a date, an indicator or a directive is quoted without a closer look.
    guard isLetter(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "_"), last != UInt8(ascii: " "),
      last != UInt8(ascii: ":")
    else { return false }
    var previous: UInt8 = 0
    for byte in string.utf8 {
      defer { previous = byte }
      switch byte {
      case ..<0x20, 0x7F...: return false
      case UInt8(ascii: "#") where previous == UInt8(ascii: " "): return false
      case UInt8(ascii: " ") where previous == UInt8(ascii: ":"): return false
      default: continue
      }
    }
    return true
  }

  /// Whether a string can be the literal block of a member: lines of plain characters that begin and end with something
  /// to be seen.
  private static func isBlock(_ string: String) -> Bool {
    guard string.contains("\n"), let first = string.utf8.first, first > 0x20, !string.hasSuffix("\n\n") else { return false }
    var previous: UInt8 = 0
    for byte in string.utf8 {
      defer { previous = byte }
      switch byte {
      case 0x0A where previous == 0x20: return false
      case 0x0A, 0x20...0x7E: continue
      default: return false
      }
    }
    return previous != 0x20
  }

  /// A double-quoted scalar.
  ///
  /// What YAML does not call printable, or takes for a line break, is escaped.
  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case 0x09: text += "\\t"
      case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF:
        text.unicodeScalars.append(scalar)
      default: text += escape(scalar.value)
      }
    }
    return text + "\""
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
