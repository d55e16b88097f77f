/// Reads paths and the expressions in them.
struct JSONPathParser {
  private let bytes: [UInt8]
  private(set) var offset: Int
  /// Where to stop.
  private let end: Int

  init(_ text: String) {
    bytes = Array(text.utf8)
    let isBraced = bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}") && bytes.count >= 2
    (offset, end) = isBraced ? (1, bytes.count - 1) : (0, bytes.count)
  }

  /// Reads the path between two positions of a longer text.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    (offset, end) = (range.lowerBound, range.upperBound)
  }

  mutating func parsePath() throws(JSONPathError) -> [JSONPath.Step] {
    skipSpaces()
    let steps = try parseSteps()
    skipSpaces()
    guard offset == end else { throw failure("unexpected `\(nextText)`") }
    return steps
  }

  private mutating func parseSteps() throws(JSONPathError) -> [JSONPath.Step] {
    if let first = next, first == UInt8(ascii: "$") || first == UInt8(ascii: "@") { offset += 1 }
    var steps: [JSONPath.Step] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "."):
        offset += 1
        if take(".") {
          steps.append(.descent(try parseMember()))
        } else if isAtMember {
          steps.append(try parseMember())
        }
      case UInt8(ascii: "["): steps.append(try parseBracket())
      case _ where steps.isEmpty && isAtMember: steps.append(try parseMember())
      default: return steps
      }
    }
    return steps
  }

  /// A member's name, a wildcard, or a bracket after `..`.
  private mutating func parseMember() throws(JSONPathError) -> JSONPath.Step {
    if next == UInt8(ascii: "[") { return try parseBracket() }
    if take("*") { return .all }
    var name: [UInt8] = []
    while let byte = next, Self.isName(byte) {
      offset += 1
      if byte == UInt8(ascii: "\\"), let escaped = next {
        offset += 1
        name.append(escaped)
      } else {
        name.append(byte)
      }
    }
    guard !name.isEmpty else { throw failure("a name is missing") }
    return .members([String(decoding: name, as: UTF8.self)])
  }

  private mutating func parseBracket() throws(JSONPathError) -> JSONPath.Step {
    offset += 1
    skipSpaces()
    let step: JSONPath.Step
    switch next {
    case UInt8(ascii: "*"):
      offset += 1
      step = .all
    case UInt8(ascii: "?"): step = .filter(try parseFilter())
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      step = .members(try parseList { parser throws(JSONPathError) in try parser.parseQuoted() })
    default: step = try parsePositions()
    }
    skipSpaces()
    guard take("]") else { throw failure("a `]` is missing") }
    return step
  }

  private mutating func parsePositions() throws(JSONPathError) -> JSONPath.Step {
    let first = parseInteger()
    guard next == UInt8(ascii: ":") else {
      guard let first else { throw failure("a position, a name in quotes, `*` or `?()` is missing") }
      guard take(",") else { return .positions([first]) }
      return .positions(
        [first]
          + (try parseList { parser throws(JSONPathError) in
            guard let position = parser.parseInteger() else { throw parser.failure("a position is missing") }
            return position
          }))
    }
    offset += 1
    let last = parseInteger()
    let step = take(":") ? parseInteger() : 1
    guard let step, step > 0 else { throw failure("the step of a slice must be 1 or more") }
    return .slice(from: first, to: last, by: step)
  }

  private mutating func parseList<Element>(
    _ parse: (inout JSONPathParser) throws(JSONPathError) -> Element
  ) throws(JSONPathError) -> [Element] {
    var elements: [Element] = []
    repeat {
      skipSpaces()
      elements.append(try parse(&self))
      skipSpaces()
    } while take(",")
    return elements
  }
}

// MARK: - Filters

extension JSONPathParser {
  private mutating func parseFilter() throws(JSONPathError) -> JSONPath.Filter {
    guard take("?("), case let start = offset else { throw failure("`?` must be followed by `(`") }
    skipSpaces()
    var filter = JSONPath.Filter(left: try parseOperand())
    skipSpaces()
    if let comparison = JSONPath.Filter.Comparison.allCases.first(where: { take($0.rawValue) }) {
      skipSpaces()
      filter.comparison = comparison
      filter.right = try parseOperand()
      skipSpaces()
    }
    guard take(")") else { throw failure("the filter that begins at position \(start) has no end") }
    return filter
  }

  private mutating func parseOperand() throws(JSONPathError) -> JSONPath.Filter.Operand {
    switch next {
    case UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "."):
      return .path(JSONPath(steps: try parseSteps()))
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .literal(.string(try parseQuoted()))
    default:
      let start = offset
      while let byte = next, Self.isName(byte) || byte == UInt8(ascii: ".") { offset += 1 }
      let word = String(decoding: bytes[start..<offset], as: UTF8.self)
      switch word {
      case "true", "false": return .literal(.bool(word == "true"))
      default:
        guard let number = JSONValue(number: word) else { throw failure("`\(word)` is neither a path nor a value") }
        return .literal(number)
      }
    }
  }
}

// MARK: - Letters

extension JSONPathParser {
  private var next: UInt8? { offset < end ? bytes[offset] : nil }
  private var nextText: String { String(decoding: bytes[offset..<end].prefix(1), as: UTF8.self) }
  private var isAtMember: Bool { next.map { Self.isName($0) || $0 == UInt8(ascii: "*") } ?? false }

  private mutating func skipSpaces() {
    while next == UInt8(ascii: " ") { offset += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[offset..<end].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }

  private mutating func parseInteger() -> Int? {
    skipSpaces()
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    while let byte = next, (48...57).contains(byte) { offset += 1 }
    skipSpaces()
    return Int(String(decoding: bytes[start..<offset], as: UTF8.self).filter { $0 != " " })
  }

  private mutating func parseQuoted() throws(JSONPathError) -> String {
    guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw failure("a name in quotes is missing")
    }
    offset += 1
    var text: [UInt8] = []
    while let byte = next, byte != quote {
      offset += 1
      if byte == UInt8(ascii: "\\"), let escaped = next {
        offset += 1
        text.append(escaped)
      } else {
        text.append(byte)
      }
    }
    guard take(String(decoding: [quote], as: UTF8.self)) else { throw failure("the closing quote is missing") }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a byte can be part of a member's name without quotes.
  private static func isName(_ byte: UInt8) -> Bool { !" .[],()'\"=!<>*{}|&?@$".utf8.contains(byte) }

  func failure(_ message: String) -> JSONPathError { JSONPathError(message: message, offset: offset) }
}
