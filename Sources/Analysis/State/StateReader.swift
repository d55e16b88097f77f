import Statistics

/// Reads what a ``StateWriter`` wrote. Bytes that nobody wrote give an error, never a trap.
final class StateReader {
  private let bytes: [UInt8]
  private var place = 0
  private var texts: [String] = []
  private var numbers: [Double] = []
  private var lastNumber = 0.0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place >= bytes.count }

  func double() throws(StateError) -> Double {
    let tag = try byte()
    switch tag {
    case 0...StateTag.largestWhole: lastNumber = Double(tag)
    case StateTag.zero: lastNumber = LogDomain.zero
    case StateTag.same: break
    case StateTag.raw:
      var bits: UInt64 = 0
      for shift in 0..<8 { bits |= UInt64(try byte()) << (8 * UInt64(shift)) }
      lastNumber = Double(bitPattern: bits)
      numbers.append(lastNumber)
    case StateTag.seen:
      guard let index = Int(exactly: try varint()), numbers.indices.contains(index) else { throw .malformed }
      lastNumber = numbers[index]
    case StateTag.positive: lastNumber = Double(try varint())
    case StateTag.negative: lastNumber = -Double(try varint())
    default: throw .malformed
    }
    return lastNumber
  }

  func int() throws(StateError) -> Int {
    let raw = try varint()
    guard let value = Int(exactly: Int64(bitPattern: raw >> 1) ^ -Int64(raw & 1)) else { throw .malformed }
    return value
  }

  func bool() throws(StateError) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .malformed
    }
  }

  func string() throws(StateError) -> String {
    let raw = try varint()
    if raw & 1 == 1 {
      guard let index = Int(exactly: raw >> 1), texts.indices.contains(index) else { throw .malformed }
      return texts[index]
    }
    guard let length = Int(exactly: raw >> 1), length <= bytes.count - place,
      let text = String(validating: bytes[place..<(place + length)], as: UTF8.self)
    else { throw .malformed }
    place += length
    texts.append(text)
    return text
  }

  func count() throws(StateError) -> Int { Int(try byte()) | Int(try byte()) << 8 }

  private func byte() throws(StateError) -> UInt8 {
    guard place < bytes.count else { throw .truncated }
    defer { place += 1 }
    return bytes[place]
  }

  private func varint() throws(StateError) -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while shift < 64 {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next & 0x80 == 0 { return value }
      shift += 7
    }
    throw .malformed
  }
}

/// Why a stored state cannot be read.
enum StateError: Error {
  /// It ends too early.
  case truncated
  /// It was not written by this version.
  case malformed
  /// A type encodes itself in a way that has no compact form.
  case unsupported
}
