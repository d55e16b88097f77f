/// Reads what a ``PackedWriter`` of this process wrote.
struct PackedReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> JSONValue {
    let tag = byte()
    switch tag {
    case PackedTag.null: return .null
    case PackedTag.false: return .bool(false)
    case PackedTag.true: return .bool(true)
    case PackedTag.integer:
      return .integer(integer())
    case PackedTag.double:
      return .double(Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(byte()) &<< UInt64(8 * $1) }))
    case PackedTag.number:
      let text = text(count())
      return JSONValue(number: text) ?? .string(text)
    case PackedTag.array:
      let count = count()
      return .array((0..<count).map { _ in read() })
    case PackedTag.shaped:
      guard let keys = JSONShapes.shared[Int(clamping: number())] else { return .null }
      return .object(JSONObject(keys, keys.names.map { _ in read() }))
    case PackedTag.object:
      let count = count()
      let names = (0..<count).map { _ in text(self.count()) }
      return .object(JSONObject(JSONKeys(names), names.map { _ in read() }))
    case PackedTag.string: return .string(text(count()))
    case PackedTag.uuid: return .string(UUIDText.text((0..<16).map { _ in byte() }))
    case PackedTag.time: return .string(Timestamp(seconds: integer()).text)
    case PackedTag.shortString...: return .string(text(Int(tag - PackedTag.shortString)))
    default: return .null
    }
  }

  private mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func number() -> UInt64 {
    var (number, shift): (UInt64, UInt64) = (0, 0)
    while true {
      let next = byte()
      number |= UInt64(next & 0x7F) &<< shift
      guard next & 0x80 != 0, shift < 63 else { return number }
      shift += 7
    }
  }

  private mutating func integer() -> Int64 {
    let number = number()
    return Int64(bitPattern: number &>> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// A number of bytes or values, of which there are no more than are left.
  private mutating func count() -> Int { min(Int(clamping: number()), bytes.count - position) }

  private mutating func text(_ count: Int) -> String {
    let end = min(position + count, bytes.count)
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }
}
