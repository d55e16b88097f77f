/// Strings that occur again and again, made once: keys above all, which then share their storage.
///
/// A fixed number of places, each of which holds the last string that hashed to it.
struct StringCache: ~Copyable {
  /// A string, with its first and last eight bytes, which tell most strings apart without a look at their storage.
  private struct Entry {
    var count = -1
    var first: UInt64 = 0
    var last: UInt64 = 0
    var string = ""
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let bitCount: Int
  /// The hash of the last string, never 0. Equal strings have equal hashes.
  var lastHash: UInt64 = 0

  /// - Parameter textSize: how much text is to be expected; little text does not pay for a large cache.
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
    guard let base = text.baseAddress else { return "" }
    let first = start + 8 <= text.count ? ByteWord(at: base + start).prefix(count) : Self.word(base + start, count)
    // The last eight bytes of more than eight lie within the string. Up to eight, the first ones tell all.
    let last = count > 8 ? ByteWord(at: base + start + count - 8).prefix(8) : 0
    var hash = (first ^ (last &<< 17 | last &>> 47) ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
    lastHash = hash | 1
    let place = entries + Int(truncatingIfNeeded: hash >> UInt64(64 - bitCount))
    if place.pointee.count == count, place.pointee.first == first, place.pointee.last == last,
      count <= 16 || Self.hasMiddle(place.pointee.string, base + start, count)
    {
      return place.pointee.string
    }
    let string = Self.make(text, start, count)
    place.pointee = Entry(count: count, first: first, last: last, string: string)
    return string
  }

  /// What `ByteWord.prefix` gives, of fewer than eight bytes at the end of the text.
  private static func word(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for position in 0..<min(count, 8) { word |= UInt64(bytes[position]) << UInt64(8 * position) }
    return word
  }

  /// Whether a cached string and `count` bytes of the text, which begin and end alike, are alike between.
  private static func hasMiddle(_ cached: String, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let areEqual = cached.utf8.withContiguousStorageIfAvailable { cached in
      guard let cachedStart = cached.baseAddress, cached.count == count else { return false }
      var position = 8
      while position + 8 <= count {
        guard ByteWord(at: cachedStart + position) == ByteWord(at: bytes + position) else { return false }
        position += 8
      }
      return true
    }
    return areEqual ?? false
  }

  private static func make(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: text[start..<start + count]), as: UTF8.self)
  }
}
