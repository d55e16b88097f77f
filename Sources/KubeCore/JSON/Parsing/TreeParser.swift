/// The parser itself: one pass over the bytes, by recursive descent.
///
/// Bounds: every read of `bytes[offset]` stands behind a check of `offset < bytes.count` (`isAt`, `consume`, or a guard
/// in the same function), and every read of a word behind a check that eight bytes are left. `offset` only moves
/// forward, and never past `bytes.count`. The buffer's own subscript checks this again in debug builds.
struct TreeParser: ~Copyable {
  private(set) var bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  var strings: StringCache
  /// Where strings with escapes are put together.
  var unescaped: [UInt8] = []

  private let options: JSONParser.Options
  private var depth = 0
  private var keys: KeysCache
  /// The keys of the objects that are open, and the values of all that is open.
  private var names = MoveStack<String>()
  private var values = MoveStack<JSONValue>()

  /// - Parameter expectedSize: how much text is to be parsed in all, which decides how much is remembered of it.
  init(options: JSONParser.Options, expectedSize: Int) {
    bytes = UnsafeBufferPointer(start: nil, count: 0)
    self.options = options
    strings = StringCache(textSize: expectedSize)
    keys = KeysCache(textSize: expectedSize)
  }

  /// Parses a text; the buffer is not looked at after this has returned.
  mutating func parse(_ text: UnsafeBufferPointer<UInt8>) throws(JSONParser.Failure) -> JSONValue {
    guard text.count <= options.maximumSize else {
      throw JSONParser.Failure(.tooLarge, at: options.maximumSize, in: text)
    }
    (bytes, offset, depth) = (text, 0, 0)
    defer { bytes = UnsafeBufferPointer(start: nil, count: 0) }
    do throws(JSONProblem) {
      return try document()
    } catch {
      names.drop(above: 0)
      values.drop(above: 0)
      throw JSONParser.Failure(error, at: offset, in: text)
    }
  }

  private mutating func document() throws(JSONProblem) -> JSONValue {
    let value = try value()
    skipWhitespace()
    guard offset == bytes.count else { throw .textAfterDocument }
    return value
  }

  private mutating func value() throws(JSONProblem) -> JSONValue {
    skipWhitespace()
    guard offset < bytes.count else { throw .endBeforeValue }
    switch bytes[offset] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw .unexpectedByte
    }
  }

  private mutating func object() throws(JSONProblem) -> JSONValue {
    try enter()
    skipWhitespace()
    if consume(UInt8(ascii: "}")) {
      depth -= 1
      return .object(JSONObject())
    }
    let (bottom, nameBottom) = (values.count, names.count)
    var hash: UInt64 = 0
    var isHashKnown = true
    repeat {
      skipWhitespace()
      guard isAt(UInt8(ascii: "\"")) else { throw .expectedKey }
      strings.lastHash = 0
      names.push(try string(isKey: true))
      isHashKnown = isHashKnown && strings.lastHash != 0
      hash = (hash &<< 5 | hash &>> 59) ^ strings.lastHash &* 0x9E37_79B9_7F4A_7C15
      skipWhitespace()
      guard consume(UInt8(ascii: ":")) else { throw .expectedColon }
      values.push(try value())
      skipWhitespace()
    } while consume(UInt8(ascii: ","))
    guard consume(UInt8(ascii: "}")) else { throw .expectedObjectEnd }
    depth -= 1
    guard let keys = keys.take(&names, above: nameBottom, hash: isHashKnown ? hash : 0) else {
      guard options.duplicateKeys == .lastWins else { throw .duplicateKey }
      let names = names.take(above: nameBottom)
      return .object(JSONObject(zip(names, values.take(above: bottom)).lazy.map { ($0.0, $0.1) }))
    }
    return .object(JSONObject(keys, values.take(above: bottom)))
  }

  private mutating func array() throws(JSONProblem) -> JSONValue {
    try enter()
    skipWhitespace()
    if consume(UInt8(ascii: "]")) {
      depth -= 1
      return .array([])
    }
    let bottom = values.count
    repeat {
      values.push(try value())
      skipWhitespace()
    } while consume(UInt8(ascii: ","))
    guard consume(UInt8(ascii: "]")) else { throw .expectedArrayEnd }
    depth -= 1
    return .array(values.take(above: bottom))
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
    for position in 0..<text.utf8CodeUnitCount {
      guard consume(text.utf8Start[position]) else { throw .expectedLiteral }
    }
    return value
  }

  private mutating func enter() throws(JSONProblem) {
    guard depth < options.maximumDepth else { throw .tooDeep }
    depth += 1
    offset += 1
  }
}

// MARK: - Bytes

extension TreeParser {
  @inline(__always)
  func isAt(_ byte: UInt8) -> Bool { offset < bytes.count && bytes[offset] == byte }

  @inline(__always)
  mutating func consume(_ byte: UInt8) -> Bool {
    guard isAt(byte) else { return false }
    offset += 1
    return true
  }

  @inline(__always)
  mutating func skipWhitespace() {
    while offset < bytes.count, bytes[offset] <= 0x20 {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }
}
