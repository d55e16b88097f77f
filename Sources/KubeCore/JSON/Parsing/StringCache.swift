/// Strings that a text repeats, made once: keys above all, which then share their storage.
///
/// A fixed number of places, each of which holds the last string that hashed to it.
struct StringCache: ~Copyable {
  /// A string, where its bytes stand in the text, and its first and last eight bytes, which tell most strings apart
  /// without a look at the text.
  private struct Entry {
    var start = 0
    var count = -1
    var first: UInt64 = 0
    var last: UInt64 = 0
    var string = ""
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let bitCount: Int
  /// The hash of the last string, never 0. Equal strings have equal hashes.
  var lastHash: UInt64 = 0

  /// - Parameter textSize: how long the text is; a short one does not pay for a large cache.
  init(textSize: Int) {
    bitCount = textSize < 16_384 ? 5 : 9
    entries = .allocate(capacity: 1 << bitCount)
    entries.initialize(repeating: Entry(), count: 1 << bitCount)
  }

  deinit {
    entries.deinitialize(count: 1 << bitCount)
    entries.deallocate()
  }

  /// The string of `count` bytes of ASCII from `start` on.
  ///
  /// The caller has checked that `start..<start + count` lies within `text`.
  @inline(__always)
  mutating func string(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> String {
    guard let base = text.baseAddress, start + 8 <= text.count else { return Self.make(text, start, count) }
    let first = ByteWord(at: base + start).prefix(count)
    // The last eight bytes of more than eight lie within the string. Up to eight, the first ones tell all.
    let last = count > 8 ? ByteWord(at: base + start + count - 8).prefix(8) : 0
    var hash = (first ^ (last &<< 17 | last &>> 47) ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
    lastHash = hash | 1
    let place = entries + Int(truncatingIfNeeded: hash >> UInt64(64 - bitCount))
    if place.pointee.count == count, place.pointee.first == first, place.pointee.last == last,
      count <= 16 || Self.haveEqualMiddles(base + place.pointee.start, base + start, count)
    {
      return place.pointee.string
    }
    let string = Self.make(text, start, count)
    place.pointee = Entry(start: start, count: count, first: first, last: last, string: string)
    return string
  }

  /// Whether two strings of the text that begin and end alike are alike between.
  private static func haveEqualMiddles(
    _ earlier: UnsafePointer<UInt8>, _ later: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var position = 8
    while position + 8 <= count {
      guard ByteWord(at: earlier + position) == ByteWord(at: later + position) else { return false }
      position += 8
    }
    return true
  }

  private static func make(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: text[start..<start + count]), as: UTF8.self)
  }
}
