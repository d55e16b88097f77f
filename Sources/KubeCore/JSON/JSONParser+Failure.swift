extension JSONParser {
  /// Where and why a text is not JSON.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// Distance in bytes from the start of the text.
    public var offset: Int
    /// The line of that place, counted from 1; `nil` when the text arrived in pieces.
    public var line: Int?
    /// The column of that place in bytes, counted from 1; `nil` when the text arrived in pieces.
    public var column: Int?
    public var reason: String

    public var description: String {
      var place = "byte \(offset)"
      if let line, let column, line > 1 { place = "line \(line), column \(column) (\(place))" }
      return "invalid JSON at \(place): \(reason)"
    }
  }
}

extension JSONParser.Failure {
  init(_ problem: JSONProblem, at offset: Int) { self.init(offset: offset, reason: problem.reason) }

  init(_ problem: JSONProblem, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let before = bytes.prefix(max(0, offset))
    let newline = UInt8(ascii: "\n")
    self.init(
      offset: offset, line: 1 + before.count { $0 == newline },
      column: before.count - (before.lastIndex(of: newline).map { $0 + 1 } ?? 0) + 1, reason: problem.reason)
  }
}

/// Why a text is not JSON. Small, so that throwing it through the parser costs nothing.
enum JSONProblem: Error {
  case tooLarge, tooDeep, endBeforeValue, unexpectedByte, textAfterDocument
  case expectedKey, expectedColon, expectedObjectEnd, expectedArrayEnd, expectedLiteral, expectedDigit, expectedObject, endBeforeListEnd
  case endInString, controlCharacter, unknownEscape, expectedHexDigits, loneSurrogate, invalidUTF8, duplicateKey

  var reason: String {
    switch self {
    case .tooLarge: "the text is longer than the limit"
    case .tooDeep: "nested deeper than the limit"
    case .endBeforeValue: "the text ends where a value should start"
    case .unexpectedByte: "no value starts like this"
    case .textAfterDocument: "text after the end of the document"
    case .expectedKey: "a member must start with a string"
    case .expectedColon: "a colon must follow a key"
    case .expectedObjectEnd: "a comma or a closing brace must follow a member"
    case .expectedArrayEnd: "a comma or a closing bracket must follow an element"
    case .expectedLiteral: "expected true, false or null"
    case .expectedObject: "a list must start with a brace"
    case .endBeforeListEnd: "the text ends within the list"
    case .expectedDigit: "expected a digit"
    case .endInString: "the text ends inside a string"
    case .controlCharacter: "a control character must be escaped"
    case .unknownEscape: "unknown escape"
    case .expectedHexDigits: "expected four hexadecimal digits"
    case .loneSurrogate: "a lone surrogate"
    case .invalidUTF8: "a string that is not UTF-8"
    case .duplicateKey: "a key occurs twice in this object"
    }
  }
}
