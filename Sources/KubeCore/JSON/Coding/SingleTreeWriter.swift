/// Encodes one value.
struct SingleTreeWriter: SingleValueEncodingContainer {
  let slot: TreeEncoder.Slot
  let codingPath: [any CodingKey]

  mutating func encodeNil() { slot.value = .null }
  mutating func encode(_ value: Bool) { slot.value = .bool(value) }
  mutating func encode(_ value: String) { slot.value = .string(value) }
  mutating func encode(_ value: Double) throws { slot.value = try TreeEncoder.tree(value, codingPath) }
  mutating func encode(_ value: Float) throws { slot.value = try TreeEncoder.tree(Double(value), codingPath) }
  mutating func encode(_ value: Int) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: Int8) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: Int16) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: Int32) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: Int64) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: UInt) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: UInt8) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: UInt16) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: UInt32) { slot.value = TreeEncoder.tree(value) }
  mutating func encode(_ value: UInt64) { slot.value = TreeEncoder.tree(value) }
  mutating func encode<Value: Encodable>(_ value: Value) throws {
    slot.value = try TreeEncoder.tree(value, codingPath)
  }
}
