/// Follows a JSON value to its end, over any number of chunks, by nothing but its brackets and quotes.
struct JSONNesting: Sendable {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false

  /// Moves `position` to the end of the value, or to the end of the bytes.
  ///
  /// - Returns: whether the value has ended, at `position`.
  mutating func advance(in bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
    while position < bytes.count {
      if isInString {
        skipString(in: bytes, &position)
        if !isInString, depth == 0 { return true }
      } else if step(bytes[position], &position) {
        return true
      }
    }
    return false
  }

  /// Takes one byte outside of a string, if it belongs to the value.
  @inline(__always)
  private mutating func step(_ byte: UInt8, _ position: inout Int) -> Bool {
    switch byte {
    case UInt8(ascii: "\""):
      // A string after a scalar without anything between them is no part of it.
      if depth == 0, hasBegun { return true }
      isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if depth == 0, hasBegun { return true }
      depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if depth == 0 { return true }
      depth -= 1
      if depth == 0 {
        position += 1
        return true
      }
    case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { return true }
    default: break
    }
    hasBegun = true
    position += 1
    return false
  }

  private mutating func skipString(in bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
    if isEscaped {
      isEscaped = false
      position += 1
    }
    while position < bytes.count {
      // Eight bytes are left whenever a word is read. Control characters are the parser's business.
      if position + 8 <= bytes.count, let base = bytes.baseAddress {
        let specials = ByteWord(at: base + position).specials
        position += specials == 0 ? 8 : ByteWord.firstMark(in: specials)
        if specials == 0 { continue }
      }
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        isInString = false
        return
      }
      if byte == UInt8(ascii: "\\") {
        guard position < bytes.count else {
          isEscaped = true
          return
        }
        position += 1
      }
    }
  }
}
