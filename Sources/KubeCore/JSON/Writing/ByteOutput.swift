/// Bytes that are being written: a buffer that grows, without the checks that an array makes for each byte.
struct ByteOutput: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1024
  private var count = 0

  init() { bytes = .allocate(capacity: capacity) }

  deinit { bytes.deallocate() }

  /// Everything that was written.
  func take() -> [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: count)) }

  /// Makes sure that `number` more bytes fit.
  @inline(__always)
  private mutating func reserve(_ number: Int) {
    if capacity - count < number { grow(by: number) }
  }

  private mutating func grow(by number: Int) {
    capacity = max(2 * capacity, count + number)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count += 1
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  mutating func append(_ integer: Int64) {
    if integer < 0 { append(UInt8(ascii: "-")) }
    let magnitude = integer.magnitude
    var divisor: UInt64 = 1
    while magnitude / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude / divisor % 10))
      divisor /= 10
    }
  }

  @inline(__always)
  private mutating func append(_ plain: UnsafeBufferPointer<UInt8>) {
    guard let start = plain.baseAddress else { return }
    reserve(plain.count)
    (bytes + count).initialize(from: start, count: plain.count)
    count += plain.count
  }

  /// Appends the inside of a JSON string: everything as it is, but for quotes, backslashes and control characters.
  mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var plainStart = 0
    var position = 0
    while position < text.count {
      // Whole words of plain bytes are passed over at once; eight bytes are left whenever one is read.
      if position + 8 <= text.count, let base = text.baseAddress {
        let specials = ByteWord(at: base + position).specials
        position += specials == 0 ? 8 : ByteWord.firstMark(in: specials)
        if specials == 0 { continue }
      } else if !Self.isSpecial(text[position]) {
        position += 1
        continue
      }
      append(UnsafeBufferPointer(rebasing: text[plainStart..<position]))
      append(escape: text[position])
      position += 1
      plainStart = position
    }
    append(UnsafeBufferPointer(rebasing: text[plainStart...]))
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func append(escape byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"" as StaticString)
    case UInt8(ascii: "\\"): append("\\\\" as StaticString)
    case 0x08: append("\\b" as StaticString)
    case 0x09: append("\\t" as StaticString)
    case 0x0A: append("\\n" as StaticString)
    case 0x0C: append("\\f" as StaticString)
    case 0x0D: append("\\r" as StaticString)
    default:
      append(byte < 16 ? "\\u000" : "\\u001" as StaticString)
      let digit = byte & 15
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
