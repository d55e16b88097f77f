import Logging

extension LogRecord {
  /// One JSON object on one line: `time`, `level`, `logger`, `message`, then `metadata` with its keys in order.
  public var json: String {
    var text = #"{"time":"\#(time.rfc3339)","level":"\#(level.rawValue)","logger":"#
    text += Self.quoted(label) + #","message":"# + Self.quoted(message)
    if !metadata.isEmpty { text += #","metadata":"# + Self.json(.dictionary(metadata)) }
    return text + "}"
  }

  private static func json(_ value: Logger.MetadataValue) -> String {
    switch value {
    case .string(let string): return quoted(string)
    case .stringConvertible(let value): return quoted(value.description)
    case .array(let values): return "[" + values.map(json).joined(separator: ",") + "]"
    case .dictionary(let members):
      let members = members.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + json($0.value) }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  /// A JSON string; also the quoting of the text format.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // Control characters by the rules of JSON; the two separators because some readers end a line at them.
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}": result += escaped(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
