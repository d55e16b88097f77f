/// Eight bytes at a time in one machine word: the first byte in memory is the lowest.
///
/// The tests for "has a byte that" follow the usual arithmetic: subtracting borrows out of exactly the bytes sought. A
/// borrow can also mark bytes above a true hit, so only the lowest mark counts.
struct ByteWord: Equatable {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  private let bits: UInt64

  /// The eight bytes from `pointer` on, which must all be readable.
  @inline(__always)
  init(at pointer: UnsafePointer<UInt8>) {
    bits = UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }

  /// Marks at the bytes that end a run of plain characters in a string: quote, backslash, control characters.
  @inline(__always)
  var specials: UInt64 {
    let quotes = bits ^ (Self.ones &* 0x22)
    let backslashes = bits ^ (Self.ones &* 0x5C)
    return ((quotes &- Self.ones) & ~quotes | (backslashes &- Self.ones) & ~backslashes
      | (bits &- Self.ones &* 0x20) & ~bits) & Self.highBits
  }

  /// Marks at the bytes outside of ASCII.
  @inline(__always)
  var nonASCII: UInt64 { bits & Self.highBits }

  /// The word with only its first `count` bytes, 0 to 8.
  @inline(__always)
  func prefix(_ count: Int) -> UInt64 { count >= 8 ? bits : bits & (1 &<< UInt64(8 &* count) &- 1) }

  /// The position of the lowest mark.
  @inline(__always)
  static func firstMark(in marks: UInt64) -> Int { marks.trailingZeroBitCount >> 3 }
}
