import KubeCore

/// JSON as the recorder sent it, which wrote it with Python's `json.dumps`: some answers show the text.
enum PythonText {
  static func write(_ value: JSONValue) -> String {
    switch value {
    case .object(let object):
      "{" + object.map { "\(quoted($0.key)): \(write($0.value))" }.joined(separator: ", ") + "}"
    case .array(let array): "[" + array.map(write).joined(separator: ", ") + "]"
    case .string(let text): quoted(text)
    default: value.description
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x20...0x7E: result += String(UnicodeScalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
