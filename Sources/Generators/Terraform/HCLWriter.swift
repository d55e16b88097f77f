/// Writes blocks as `terraform fmt` does: two spaces, equal signs in line, one empty line between blocks.
struct HCLWriter {
  private var lines: [String] = []

  static func write(_ blocks: [HCLBlock]) -> String {
    var writer = HCLWriter()
    for (position, block) in blocks.enumerated() {
      if position > 0 { writer.lines.append("") }
      writer.append(block, indent: 0)
    }
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func append(_ block: HCLBlock, indent: Int) {
    let pad = String(repeating: " ", count: indent)
    let head = ([block.kind.description] + block.labels.map(Self.quoted)).joined(separator: " ")
    lines.append("\(pad)\(head) {")
    append(block.attributes.map { ($0.0.description, $0.1) }, indent: indent + 2)
    for (position, inner) in block.blocks.enumerated() {
      if position > 0 || !block.attributes.isEmpty { lines.append("") }
      append(inner, indent: indent + 2)
    }
    lines.append("\(pad)}")
  }

  /// Neighbours of one line each have their equal signs in one column; a value of several lines ends such a group.
  private mutating func append(_ attributes: [(String, HCLValue)], indent: Int) {
    var group: [(String, String)] = []
    for (name, value) in attributes {
      if let text = Self.oneLine(value) {
        group.append((name, text))
      } else {
        flush(&group, indent: indent)
        appendLong(name, value, indent: indent)
      }
    }
    flush(&group, indent: indent)
  }

  private mutating func flush(_ group: inout [(String, String)], indent: Int) {
    let width = group.map(\.0.count).max() ?? 0
    for (name, text) in group {
      let pad = String(repeating: " ", count: width - name.count)
      lines.append("\(String(repeating: " ", count: indent))\(name)\(pad) = \(text)")
    }
    group = []
  }

  private mutating func appendLong(_ name: String, _ value: HCLValue, indent: Int) {
    let pad = String(repeating: " ", count: indent)
    switch value {
    case .object(let members):
      lines.append("\(pad)\(name) = {")
      append(members.map { (Self.key($0.0), $0.1) }, indent: indent + 2)
      lines.append("\(pad)}")
    case .list(let elements):
      lines.append("\(pad)\(name) = [")
      for element in elements { appendElement(element, indent: indent + 2) }
      lines.append("\(pad)]")
    default: break
    }
  }

  private mutating func appendElement(_ element: HCLValue, indent: Int) {
    let pad = String(repeating: " ", count: indent)
    if let text = Self.oneLine(element) {
      lines.append("\(pad)\(text),")
    } else if case .object(let members) = element {
      lines.append("\(pad){")
      append(members.map { (Self.key($0.0), $0.1) }, indent: indent + 2)
      lines.append("\(pad)},")
    } else if case .list(let elements) = element {
      lines.append("\(pad)[")
      for element in elements { appendElement(element, indent: indent + 2) }
      lines.append("\(pad)],")
    }
  }

  private static func oneLine(_ value: HCLValue) -> String? {
    switch value {
    case .string(let text): quoted(text)
    case .number(let number): "\(number)"
    case .bool(let value): "\(value)"
    case .expression(let text): text.description
    case .list(let elements):
      elements.isEmpty ? "[]" : elements.allSatisfy(isScalar) ? "[\(elements.compactMap(oneLine).joined(separator: ", "))]" : nil
    case .object(let members): members.isEmpty ? "{}" : nil
    }
  }

  private static func isScalar(_ value: HCLValue) -> Bool {
    switch value {
    case .string, .number, .bool, .expression: true
    case .list, .object: false
    }
  }

  private static func key(_ name: String) -> String {
    let isIdentifier = name.utf8.first.map { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 } == true
      && name.utf8.allSatisfy { ($0 | 0x20 >= 97 && $0 | 0x20 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 95 }
    return isIdentifier ? name : quoted(name)
  }

  /// A string, in which nothing is a template (Terraform language, "Strings and Templates").
  static func quoted(_ text: String) -> String {
    var result = "\""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // A brace begins a template only behind one of these, which doubled stand for themselves.
      case "{" where previous == "$" || previous == "%": result += "\(previous ?? "$"){"
      default:
        if PrintableText.isPrintable(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16)
          let width = scalar.value > 0xFFFF ? 8 : 4
          result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
        }
      }
      previous = scalar
    }
    return result + "\""
  }
}
