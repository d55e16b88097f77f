/// The words in which Go's JSON scanner describes a syntax error.
struct GoJSONError {
  private let bytes: [UInt8]
  private var position = 0

  /// - Returns: `nil` for text that is one JSON value.
  static func text(_ bytes: [UInt8]) -> String? {
    var scanner = GoJSONError(bytes: bytes)
    do throws(Failure) {
      try scanner.value(depth: 0)
      scanner.skipSpace()
      if let byte = scanner.current { throw scanner.invalid(byte, "after top-level value") }
      return nil
    } catch {
      return error.text
    }
  }

  private struct Failure: Error {
    var text: String
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func next() throws(Failure) -> UInt8 {
    guard let byte = current else { throw Failure(text: "unexpected end of JSON input") }
    position += 1
    return byte
  }

  private func invalid(_ byte: UInt8, _ place: String) -> Failure {
    let name: String
    switch byte {
    case UInt8(ascii: "'"): name = "'\\''"
    case UInt8(ascii: "\""): name = "'\"'"
    case UInt8(ascii: "\n"): name = "'\\n'"
    case UInt8(ascii: "\t"): name = "'\\t'"
    case 0x20..<0x7F: name = "'\(Character(Unicode.Scalar(byte)))'"
    default: name = "'\\x\(String(byte, radix: 16))'"
    }
    return Failure(text: "invalid character \(name) \(place)")
  }

  private mutating func value(depth: Int) throws(Failure) {
    skipSpace()
    guard depth < 10_000 else { throw Failure(text: "exceeded max depth") }
    let byte = try next()
    switch byte {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    default: throw invalid(byte, "looking for beginning of value")
    }
  }

  private mutating func object(depth: Int) throws(Failure) {
    skipSpace()
    if current == UInt8(ascii: "}") { return position += 1 }
    while true {
      skipSpace()
      let quote = try next()
      guard quote == UInt8(ascii: "\"") else { throw invalid(quote, "looking for beginning of object key string") }
      try string()
      skipSpace()
      let colon = try next()
      guard colon == UInt8(ascii: ":") else { throw invalid(colon, "after object key") }
      try value(depth: depth + 1)
      skipSpace()
      let end = try next()
      if end == UInt8(ascii: "}") { return }
      guard end == UInt8(ascii: ",") else { throw invalid(end, "after object key:value pair") }
    }
  }

  private mutating func array(depth: Int) throws(Failure) {
    skipSpace()
    if current == UInt8(ascii: "]") { return position += 1 }
    while true {
      try value(depth: depth + 1)
      skipSpace()
      let end = try next()
      if end == UInt8(ascii: "]") { return }
      guard end == UInt8(ascii: ",") else { throw invalid(end, "after array element") }
    }
  }

  private mutating func string() throws(Failure) {
    while true {
      let byte = try next()
      if byte == UInt8(ascii: "\"") { return }
      if byte == UInt8(ascii: "\\") { _ = try next() }
      if byte < 0x20 { throw invalid(byte, "in string literal") }
    }
  }

  private mutating func literal(_ word: String) throws(Failure) {
    for expected in word.utf8.dropFirst() {
      let byte = try next()
      guard byte == expected else {
        throw invalid(byte, "in literal \(word) (expecting '\(Character(Unicode.Scalar(expected)))')")
      }
    }
  }

  private mutating func number() {
    while let byte = current, "0123456789+-.eE".utf8.contains(byte) { position += 1 }
  }
}
