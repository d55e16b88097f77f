extension TreeParser {
  /// Keys and values longer than this are seldom repeated, and are made anew each time.
  private static let longestCachedKey = 96
  private static let longestCachedValue = 40

  /// Reads a string; `offset` is at its opening quote.
  mutating func string(isKey: Bool = false) throws(JSONProblem) -> String {
    let longestCached = isKey ? Self.longestCachedKey : Self.longestCachedValue
    offset += 1
    let start = offset
    var isASCII = true
    try skipPlainBytes(&isASCII)
    let count = offset - start
    guard bytes[offset] == UInt8(ascii: "\"") else { return try escapedString(from: start, isASCII, longestCached) }
    offset += 1
    guard isASCII else { return try validated(bytes[start..<start + count]) }
    if count <= longestCached { return strings.string(bytes, start, count) }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<start + count]), as: UTF8.self)
  }

  /// Moves to the next quote or backslash, which is then at `offset`.
  @inline(__always)
  private mutating func skipPlainBytes(_ isASCII: inout Bool) throws(JSONProblem) {
    if let base = bytes.baseAddress {
      while offset + 8 <= bytes.count {
        let word = ByteWord(at: base + offset)
        let specials = word.specials
        guard specials == 0 else {
          let step = ByteWord.firstMark(in: specials)
          if word.prefix(step) & 0x8080_8080_8080_8080 != 0 { isASCII = false }
          offset += step
          guard bytes[offset] >= 0x20 else { throw .controlCharacter }
          return
        }
        if word.nonASCII != 0 { isASCII = false }
        offset += 8
      }
    }
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
      case 0..<0x20: throw .controlCharacter
      case 0x80...: isASCII = false
      default: break
      }
      offset += 1
    }
    throw .endInString
  }

  /// Reads the rest of a string in which an escape has turned up, at `offset`.
  private mutating func escapedString(
    from start: Int, _ isASCII: Bool, _ longestCached: Int
  ) throws(JSONProblem) -> String {
    unescaped.removeAll(keepingCapacity: true)
    var plainStart = start
    var isASCII = isASCII
    while true {
      unescaped.append(contentsOf: bytes[plainStart..<offset])
      if consume(UInt8(ascii: "\"")) {
        guard isASCII, unescaped.count <= longestCached else { return try validated(unescaped) }
        return unescaped.withUnsafeBufferPointer { strings.string($0, 0, $0.count) }
      }
      offset += 1
      let scalar = try escape()
      isASCII = isASCII && scalar.isASCII
      unescaped.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      plainStart = offset
      try skipPlainBytes(&isASCII)
    }
  }

  private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
    guard offset < bytes.count else { throw .endInString }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      offset -= 1
      throw .unknownEscape
    }
  }

  private mutating func unicodeEscape() throws(JSONProblem) -> Unicode.Scalar {
    let high = try hexQuad()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), consume(UInt8(ascii: "\\")), consume(UInt8(ascii: "u")) else {
      throw .loneSurrogate
    }
    let low = try hexQuad()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw .loneSurrogate }
    return scalar
  }

  private mutating func hexQuad() throws(JSONProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard offset < bytes.count else { throw .endInString }
      switch bytes[offset] {
      case let byte where byte &- UInt8(ascii: "0") < 10: value = value << 4 | UInt32(byte &- UInt8(ascii: "0"))
      case let byte where (byte | 0x20) &- UInt8(ascii: "a") < 6:
        value = value << 4 | UInt32((byte | 0x20) &- UInt8(ascii: "a") + 10)
      default: throw .expectedHexDigits
      }
      offset += 1
    }
    return value
  }

  private func validated(_ slice: some Collection<UInt8>) throws(JSONProblem) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw .invalidUTF8 }
    return text
  }
}
