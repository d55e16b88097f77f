import Statistics

/// Writes a judge's state as few bytes: values in the order in which their types encode them, without names.
///
/// Small whole numbers take one byte, other numbers nine at most, what was written before two or three. A type that
/// is kept this way must encode its members always in the same order, and hold no dictionary: that is what
/// ``StateMap`` is for.
final class StateWriter {
  private(set) var bytes: [UInt8] = []
  private var texts: [String: Int] = [:]
  private var numbers: [UInt64: Int] = [:]
  private var lastNumber = 0.0

  func write(_ x: Double) {
    defer { lastNumber = x }
    if x == lastNumber, x.bitPattern == lastNumber.bitPattern, x != 0 { return bytes.append(StateTag.same) }
    if x == LogDomain.zero { return bytes.append(StateTag.zero) }
    guard let whole = Int64(exactly: x), abs(x) < 1e15, x.sign == .plus || x != 0 else {
      if let place = numbers[x.bitPattern] {
        bytes.append(StateTag.seen)
        return write(varint: UInt64(place))
      }
      numbers[x.bitPattern] = numbers.count
      bytes.append(StateTag.raw)
      return withUnsafeBytes(of: x.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    if (0...Int64(StateTag.largestWhole)).contains(whole) { return bytes.append(UInt8(whole)) }
    bytes.append(whole < 0 ? StateTag.negative : StateTag.positive)
    write(varint: whole.magnitude)
  }

  func write(_ x: Int) {
    let wide = Int64(x)
    write(varint: UInt64(bitPattern: (wide << 1) ^ (wide >> 63)))
  }

  func write(_ x: Bool) { bytes.append(x ? 1 : 0) }

  func write(_ text: String) {
    if let place = texts[text] { return write(varint: UInt64(place) << 1 | 1) }
    texts[text] = texts.count
    let utf8 = Array(text.utf8)
    write(varint: UInt64(utf8.count) << 1)
    bytes.append(contentsOf: utf8)
  }

  /// Makes room for a number of elements that is not known yet.
  func reserveCount() -> Int {
    bytes.append(contentsOf: [0, 0])
    return bytes.count - 2
  }

  func set(count: Int, at place: Int) {
    bytes[place] = UInt8(truncatingIfNeeded: count)
    bytes[place + 1] = UInt8(truncatingIfNeeded: count >> 8)
  }

  private func write(varint: UInt64) {
    var rest = varint
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// The first byte of a number that is not small and whole.
enum StateTag {
  static let largestWhole: UInt8 = 199
  static let zero: UInt8 = 200
  static let raw: UInt8 = 201
  static let positive: UInt8 = 202
  static let negative: UInt8 = 203
  static let same: UInt8 = 204
  static let seen: UInt8 = 205
}
