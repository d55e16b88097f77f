/// Parses RFC 8259 JSON from UTF-8 bytes into a `JSONValue`.
///
/// Strict: no comments, no trailing commas, no byte order mark, no invalid UTF-8, no lone surrogates. A key that occurs
/// twice keeps its last value. Depth is limited, so that no input can exhaust the stack.
public struct JSONParser {
  /// Where and why a text is not JSON.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// Distance in bytes from the start of the text.
    public var offset: Int
    public var reason: String
    public var description: String { "invalid JSON at byte \(offset): \(reason)" }
  }

  /// The deepest nesting that is accepted. Kubernetes' own limit for requests is of the same order.
  public static let maximumDepth = 512

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var depth = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Parses one document that fills `bytes`, apart from white space around it.
  public static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    let result: Result<JSONValue, Failure> = bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer)
      do throws(Failure) { return .success(try parser.document()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// Parses one document from text.
  public static func parse(_ text: String) throws(Failure) -> JSONValue { try parse(Array(text.utf8)) }
}

// MARK: - Grammar

extension JSONParser {
  private mutating func document() throws(Failure) -> JSONValue {
    let value = try value()
    skipWhitespace()
    guard offset == bytes.count else { throw failure("text after the end of the document") }
    return value
  }

  private mutating func value() throws(Failure) -> JSONValue {
    skipWhitespace()
    guard let byte = peek() else { throw failure("the text ends where a value should start") }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("unexpected byte \(byte)")
    }
  }

  private mutating func object() throws(Failure) -> JSONValue {
    try enter()
    var members = JSONObject()
    skipWhitespace()
    if consume(UInt8(ascii: "}")) { return leave(.object(members)) }
    repeat {
      skipWhitespace()
      guard peek() == UInt8(ascii: "\"") else { throw failure("a member must start with a string") }
      let key = try string()
      skipWhitespace()
      guard consume(UInt8(ascii: ":")) else { throw failure("a colon must follow a key") }
      members[key] = try value()
      skipWhitespace()
    } while consume(UInt8(ascii: ","))
    guard consume(UInt8(ascii: "}")) else { throw failure("an object must end with a brace") }
    return leave(.object(members))
  }

  private mutating func array() throws(Failure) -> JSONValue {
    try enter()
    var elements: [JSONValue] = []
    skipWhitespace()
    if consume(UInt8(ascii: "]")) { return leave(.array(elements)) }
    repeat {
      elements.append(try value())
      skipWhitespace()
    } while consume(UInt8(ascii: ","))
    guard consume(UInt8(ascii: "]")) else { throw failure("an array must end with a bracket") }
    return leave(.array(elements))
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
    for position in 0..<text.utf8CodeUnitCount {
      guard consume(text.utf8Start[position]) else { throw failure("expected \(text)") }
    }
    return value
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = offset
    _ = consume(UInt8(ascii: "-"))
    if !consume(UInt8(ascii: "0")) { try digits() }
    var isInteger = true
    if consume(UInt8(ascii: ".")) {
      isInteger = false
      try digits()
    }
    if consume(UInt8(ascii: "e")) || consume(UInt8(ascii: "E")) {
      isInteger = false
      if !consume(UInt8(ascii: "+")) { _ = consume(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isInteger, let integer = Int64(text) { return .integer(integer) }
    guard let double = Double(text), double.isFinite else {
      throw Failure(offset: start, reason: "the number is out of range")
    }
    return .double(double)
  }

  private mutating func digits() throws(Failure) {
    let start = offset
    while let byte = peek(), isDigit(byte) { offset += 1 }
    guard offset > start else { throw failure("expected a digit") }
  }
}

// MARK: - Strings

extension JSONParser {
  private mutating func string() throws(Failure) -> String {
    offset += 1
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        let text = try utf8(bytes[start..<offset], at: start)
        offset += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw failure("a control character must be escaped")
      default: offset += 1
      }
    }
    throw failure("the text ends inside a string")
  }

  private mutating func escapedString(from start: Int) throws(Failure) -> String {
    var scalars = Array(bytes[start..<offset])
    while let byte = peek() {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return try utf8(scalars[...], at: start)
      case UInt8(ascii: "\\"): scalars.append(contentsOf: String(Character(try escape())).utf8)
      case 0..<0x20: throw failure("a control character must be escaped")
      default: scalars.append(byte)
      }
    }
    throw failure("the text ends inside a string")
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    guard let byte = peek() else { throw failure("the text ends inside an escape") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw failure("unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let high = try hexQuad()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), consume(UInt8(ascii: "\\")), consume(UInt8(ascii: "u")) else {
      throw failure("a lone surrogate")
    }
    let low = try hexQuad()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw failure("a lone surrogate") }
    return scalar
  }

  private mutating func hexQuad() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  private func utf8(_ slice: some Collection<UInt8>, at start: Int) throws(Failure) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw Failure(offset: start, reason: "a string that is not UTF-8")
    }
    return text
  }
}

// MARK: - Bytes

extension JSONParser {
  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipWhitespace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private mutating func enter() throws(Failure) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw failure("nested deeper than \(Self.maximumDepth) levels") }
    offset += 1
  }

  private mutating func leave(_ value: JSONValue) -> JSONValue {
    depth -= 1
    return value
  }

  private func failure(_ reason: String) -> Failure { Failure(offset: offset, reason: reason) }
}
