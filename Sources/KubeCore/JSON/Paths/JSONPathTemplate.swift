/// A text with paths in braces, as `kubectl -o jsonpath=` takes it:
/// `{range .items[*]}{.metadata.name}{"\n"}{end}`.
public struct JSONPathTemplate: Sendable, Hashable {
  private indirect enum Part: Sendable, Hashable {
    case text(String)
    case path(JSONPath)
    case range(JSONPath, [Part])
  }

  private let parts: [Part]

  /// - Parameter text: a text without braces is one path.
  /// - Throws: what is wrong, and where.
  public init(_ text: String) throws(JSONPathError) {
    guard text.utf8.contains(UInt8(ascii: "{")) else {
      parts = [.path(try JSONPath(text))]
      return
    }
    var offset = 0
    parts = try Self.parse(Array(text.utf8), from: &offset, rangeStart: nil)
  }

  /// The text with the values that the paths lead to: separated by spaces, texts as they are, all else as JSON.
  public func render(_ value: JSONValue) -> String { Self.render(parts, value) }

  private static func render(_ parts: [Part], _ value: JSONValue) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let literal): text += literal
      case .path(let path): text += path.values(in: value).map { $0.string ?? $0.description }.joined(separator: " ")
      case .range(let path, let body): for element in path.values(in: value) { text += render(body, element) }
      }
    }
  }

  private static func parse(
    _ bytes: [UInt8], from offset: inout Int, rangeStart: Int?
  ) throws(JSONPathError) -> [Part] {
    var parts: [Part] = []
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "{") { offset += 1 }
      if offset > start { parts.append(.text(String(decoding: bytes[start..<offset], as: UTF8.self))) }
      guard offset < bytes.count else { break }
      let inner = try closing(bytes, after: offset)
      let begin = offset
      offset = inner.upperBound + 1
      let words = String(decoding: bytes[inner], as: UTF8.self)
      if words == "end" {
        guard rangeStart != nil else { throw JSONPathError(message: "`{end}` ends no range", offset: begin) }
        return parts
      }
      parts.append(try part(words, bytes, inner, &offset))
    }
    guard let rangeStart else { return parts }
    throw JSONPathError(message: "a range without `{end}`", offset: rangeStart)
  }

  private static func part(
    _ words: String, _ bytes: [UInt8], _ inner: Range<Int>, _ offset: inout Int
  ) throws(JSONPathError) -> Part {
    if words.first == "\"" || words.first == "'" { return .text(try unquote(words, at: inner.lowerBound)) }
    let isRange = words.hasPrefix("range ")
    var parser = JSONPathParser(bytes, in: (inner.lowerBound + (isRange ? 6 : 0))..<inner.upperBound)
    let path = JSONPath(steps: try parser.parsePath())
    return isRange ? .range(path, try parse(bytes, from: &offset, rangeStart: inner.lowerBound)) : .path(path)
  }

  /// What stands between the brace at `start` and the one that closes it; braces in quotes do not count.
  private static func closing(_ bytes: [UInt8], after start: Int) throws(JSONPathError) -> Range<Int> {
    var quote: UInt8?
    var position = start + 1
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\\"): position += 1
      case quote: quote = nil
      case UInt8(ascii: "'"), UInt8(ascii: "\""): if quote == nil { quote = byte }
      case UInt8(ascii: "}"): if quote == nil { return (start + 1)..<position }
      default: break
      }
      position += 1
    }
    throw JSONPathError(message: "a `{` without `}`", offset: start)
  }

  private static func unquote(_ text: String, at offset: Int) throws(JSONPathError) -> String {
    guard text.count >= 2, text.first == text.last else {
      throw JSONPathError(message: "a text without its closing quote", offset: offset)
    }
    let escapes: [Character: Character] = ["n": "\n", "t": "\t", "r": "\r"]
    var result = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      result.append(isEscaped ? escapes[character] ?? character : character)
      isEscaped = false
    }
    return result
  }
}
