/// Writes packed values.
struct PackedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: bytes.append(PackedTag.null)
    case .bool(let value): bytes.append(value ? PackedTag.true : PackedTag.false)
    case .integer(let value):
      bytes.append(PackedTag.integer)
      write(value)
    case .double(let value):
      bytes.append(PackedTag.double)
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value.bitPattern &>> UInt64(shift)))
      }
    case .number(let number):
      bytes.append(PackedTag.number)
      write(number.text)
    case .string(let text): write(string: text)
    case .array(let elements):
      bytes.append(PackedTag.array)
      write(UInt64(elements.count))
      for element in elements { write(element) }
    case .object(let object): write(object)
    }
  }

  private mutating func write(_ object: JSONObject) {
    let names = object.keys
    if let shape = JSONShapes.shared.number(of: names) {
      bytes.append(PackedTag.shaped)
      write(UInt64(shape))
    } else {
      bytes.append(PackedTag.object)
      write(UInt64(names.count))
      for name in names { write(name) }
    }
    for member in object { write(member.value) }
  }

  /// Metadata is full of uids and times.
  private mutating func write(string text: String) {
    if text.utf8.count == UUIDText.length, let uuid = UUIDText.bytes(text) {
      bytes.append(PackedTag.uuid)
      bytes.append(contentsOf: uuid)
      return
    }
    if text.utf8.count == 20, let time = Timestamp(text), time.text.hasSameBytes(as: text) {
      bytes.append(PackedTag.time)
      return write(time.seconds)
    }
    let limit = Int(UInt8.max - PackedTag.shortString)
    guard text.utf8.count <= limit else {
      bytes.append(PackedTag.string)
      return write(text)
    }
    bytes.append(PackedTag.shortString + UInt8(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func write(_ text: String) {
    write(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// The sign is the lowest bit, so that small numbers are short whatever their sign.
  private mutating func write(_ number: Int64) { write(UInt64(bitPattern: number &<< 1 ^ number &>> 63)) }

  /// Seven bits a byte, the lowest first.
  private mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
