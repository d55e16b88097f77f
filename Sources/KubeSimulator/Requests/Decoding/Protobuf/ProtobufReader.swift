/// Reads the wire format of Protocol Buffers: numbered fields, one after the other.
///
/// Only what proto2 messages of Kubernetes use: varints, fixed numbers and runs of bytes. Groups are refused.
struct ProtobufReader {
  struct Malformed: Error, Sendable {}

  /// What stands behind a field's number.
  enum Value: Sendable {
    case varint(UInt64)
    case fixed(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field; `nil` at the end.
  mutating func next() throws(Malformed) -> (number: Int, value: Value)? {
    guard !rest.isEmpty else { return nil }
    let tag = try varint()
    guard let number = Int(exactly: tag >> 3), number > 0 else { throw Malformed() }
    switch tag & 7 {
    case 0: return (number, .varint(try varint()))
    case 1: return (number, .fixed(try fixed(8)))
    case 2:
      guard let count = Int(exactly: try varint()) else { throw Malformed() }
      return (number, .bytes(try take(count)))
    case 5: return (number, .fixed(try fixed(4)))
    default: throw Malformed()
    }
  }

  /// All varints that are left, as packed lists hold them.
  mutating func varints() throws(Malformed) -> [UInt64] {
    var values: [UInt64] = []
    while !rest.isEmpty { values.append(try varint()) }
    return values
  }

  private mutating func varint() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard let byte = rest.popFirst() else { throw Malformed() }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw Malformed()
  }

  private mutating func fixed(_ count: Int) throws(Malformed) -> UInt64 {
    try take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func take(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw Malformed() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
