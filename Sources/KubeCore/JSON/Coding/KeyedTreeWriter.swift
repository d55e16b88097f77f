/// Encodes the members of an object.
struct KeyedTreeWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let slot: TreeEncoder.Slot
  let codingPath: [any CodingKey]

  private func set(_ value: JSONValue, _ key: Key) {
    slot.value?[key.stringValue] = value
  }

  private func path(_ key: some CodingKey) -> [any CodingKey] { codingPath + [key] }

  mutating func encodeNil(forKey key: Key) { set(.null, key) }
  mutating func encode(_ value: Bool, forKey key: Key) { set(.bool(value), key) }
  mutating func encode(_ value: String, forKey key: Key) { set(.string(value), key) }
  mutating func encode(_ value: Double, forKey key: Key) throws { set(try TreeEncoder.tree(value, path(key)), key) }
  mutating func encode(_ value: Float, forKey key: Key) throws {
    set(try TreeEncoder.tree(Double(value), path(key)), key)
  }
  mutating func encode(_ value: Int, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: Int8, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: Int16, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: Int32, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: Int64, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: UInt, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: UInt8, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: UInt16, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: UInt32, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode(_ value: UInt64, forKey key: Key) { set(TreeEncoder.tree(value), key) }
  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    set(try TreeEncoder.tree(value, path(key)), key)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { nested(key).container(keyedBy: type) }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { nested(PathKey("super")) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: some CodingKey) -> TreeEncoder {
    let encoder = TreeEncoder(codingPath: path(key))
    slot.value?[key.stringValue] = .null
    slot.members.append((key.stringValue, encoder.slot))
    return encoder
  }
}
