/// The parser itself: one pass over the bytes, by recursive descent.
///
/// Bounds: every read of `bytes[offset]` stands behind a check of `offset < bytes.count` (`isAt`, `consume`, or a guard
/// in the same function), and every read of a word behind a check that eight bytes are left. `offset` only moves
/// forward, and never past `bytes.count`. The buffer's own subscript checks this again in debug builds.
struct TreeParser: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  var strings: StringCache
  /// Where strings with escapes are put together.
  var unescaped: [UInt8] = []

  private let options: JSONParser.Options
  private var depth = 0
  private var members = MoveStack<JSONObject.Member>()
  private var elements = MoveStack<JSONValue>()
  /// One for each key of the objects that are open; 0 where the hash of a key is not known.
  private var keyHashes = MoveStack<UInt64>()

  init(_ bytes: UnsafeBufferPointer<UInt8>, options: JSONParser.Options) {
    self.bytes = bytes
    self.options = options
    strings = StringCache(textSize: bytes.count)
  }

  mutating func document() throws(JSONProblem) -> JSONValue {
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
    let (bottom, hashBottom) = (members.count, keyHashes.count)
    repeat {
      skipWhitespace()
      guard isAt(UInt8(ascii: "\"")) else { throw .expectedKey }
      strings.lastHash = 0
      let key = try string()
      keyHashes.push(strings.lastHash)
      skipWhitespace()
      guard consume(UInt8(ascii: ":")) else { throw .expectedColon }
      members.push(JSONObject.Member(key: key, value: try value()))
      skipWhitespace()
    } while consume(UInt8(ascii: ","))
    guard consume(UInt8(ascii: "}")) else { throw .expectedObjectEnd }
    depth -= 1
    return .object(try takeObject(above: bottom, hashesAbove: hashBottom))
  }

  private mutating func takeObject(above bottom: Int, hashesAbove hashBottom: Int) throws(JSONProblem) -> JSONObject {
    let mayRepeat = keyHashes.mayRepeat(above: hashBottom)
    keyHashes.drop(above: hashBottom)
    let members = members.take(above: bottom)
    guard mayRepeat, !JSONObject.hasDistinctKeys(members) else { return JSONObject(distinct: members) }
    guard options.duplicateKeys == .lastWins else { throw .duplicateKey }
    return JSONObject(members.lazy.map { ($0.key, $0.value) })
  }

  private mutating func array() throws(JSONProblem) -> JSONValue {
    try enter()
    skipWhitespace()
    if consume(UInt8(ascii: "]")) {
      depth -= 1
      return .array([])
    }
    let bottom = elements.count
    repeat {
      elements.push(try value())
      skipWhitespace()
    } while consume(UInt8(ascii: ","))
    guard consume(UInt8(ascii: "]")) else { throw .expectedArrayEnd }
    depth -= 1
    return .array(elements.take(above: bottom))
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
