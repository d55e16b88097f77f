/// Reads the fields of a protocol buffer, as the wire format has them.
struct ProtobufReader {
  /// A field's value: a number, or where its bytes lie.
  enum Value {
    case number(UInt64)
    case bytes(Range<Int>)
  }

  private static let longestText = 4_096

  private let files: any ModelFiles
  private var reader: ByteReader

  init(_ files: any ModelFiles, _ path: String, range: Range<Int>? = nil) {
    (self.files, reader) = (files, ByteReader(files, path, range: range))
  }

  /// The next field; `nil` at the end. Its bytes are passed over.
  mutating func next() throws(GeneratorError) -> (field: Int, value: Value)? {
    guard reader.remaining > 0 else { return nil }
    let key = try varint()
    let field = Int(truncatingIfNeeded: key >> 3)
    guard field > 0 else { throw reader.malformed("is no protocol buffer") }
    switch key & 7 {
    case 0: return (field, .number(try varint()))
    case 1: return (field, try passed(8))
    case 5: return (field, try passed(4))
    case 2:
      guard let count = Int(exactly: try varint()) else { throw reader.ended }
      return (field, try passed(count))
    default: throw reader.malformed("is no protocol buffer")
    }
  }

  /// All fields of a message that lies at `range`.
  func message(_ range: Range<Int>) -> ProtobufReader { ProtobufReader(files, reader.path, range: range) }

  /// A text, cut to a readable length.
  func text(_ range: Range<Int>) throws(GeneratorError) -> String {
    let bytes = try files.bytes(of: reader.path, from: range.lowerBound, count: min(range.count, Self.longestText))
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func passed(_ count: Int) throws(GeneratorError) -> Value {
    let start = reader.offset
    try reader.skip(count)
    return .bytes(start..<start + count)
  }

  private mutating func varint() throws(GeneratorError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      let byte = try reader.byte()
      if shift < 64 { value |= UInt64(byte & 0x7F) << shift }
      if byte & 0x80 == 0 { return value }
    }
    throw reader.malformed("is no protocol buffer")
  }
}
