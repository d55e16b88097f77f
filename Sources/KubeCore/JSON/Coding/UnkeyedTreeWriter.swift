/// Encodes the elements of an array, one after another.
struct UnkeyedTreeWriter: UnkeyedEncodingContainer {
  let slot: TreeEncoder.Slot
  let codingPath: [any CodingKey]

  var count: Int { slot.value?.array?.count ?? 0 }

  private func append(_ value: JSONValue) {
    guard case .array(var array) = slot.value else { return }
    // Gives up the shared storage, so that the element is appended in place.
    slot.value = nil
    array.append(value)
    slot.value = .array(array)
  }

  private var path: [any CodingKey] { codingPath + [PathKey(count)] }

  mutating func encodeNil() { append(.null) }
  mutating func encode(_ value: Bool) { append(.bool(value)) }
  mutating func encode(_ value: String) { append(.string(value)) }
  mutating func encode(_ value: Double) throws { append(try TreeEncoder.tree(value, path)) }
  mutating func encode(_ value: Float) throws { append(try TreeEncoder.tree(Double(value), path)) }
  mutating func encode(_ value: Int) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: Int8) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: Int16) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: Int32) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: Int64) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: UInt) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: UInt8) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: UInt16) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: UInt32) { append(TreeEncoder.tree(value)) }
  mutating func encode(_ value: UInt64) { append(TreeEncoder.tree(value)) }
  mutating func encode<Value: Encodable>(_ value: Value) throws { append(try TreeEncoder.tree(value, path)) }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    nested().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  mutating func superEncoder() -> any Encoder { nested() }

  private func nested() -> TreeEncoder {
    let encoder = TreeEncoder(codingPath: path)
    slot.elements.append((count, encoder.slot))
    append(.null)
    return encoder
  }
}
