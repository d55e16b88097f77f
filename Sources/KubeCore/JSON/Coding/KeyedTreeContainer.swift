/// Decodes the members of an object.
struct KeyedTreeContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let object: JSONObject
  private let decoder: TreeDecoder

  init(_ object: JSONObject, _ decoder: TreeDecoder) {
    self.object = object
    self.decoder = decoder
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { object.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }

  /// - Throws: `keyNotFound` when there is no such member.
  private func member(_ key: Key) throws -> TreeDecoder {
    let name = key.stringValue
    guard let value = object[name] else {
      throw DecodingError.keyNotFound(
        key, DecodingError.Context(codingPath: codingPath, debugDescription: "missing"))
    }
    return TreeDecoder(value, in: decoder, at: PathKey(name))
  }

  /// Nothing for a member that is missing or null.
  private func optionalMember(_ key: Key) -> TreeDecoder? {
    let name = key.stringValue
    guard let value = object[name], !value.isNull else { return nil }
    return TreeDecoder(value, in: decoder, at: PathKey(name))
  }

  func decodeNil(forKey key: Key) throws -> Bool { object[key.stringValue]?.isNull ?? true }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(key).bool() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try member(key).double() }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(try member(key).double()) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try member(key).integer(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try member(key).integer(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try member(key).integer(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try member(key).integer(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try member(key).integer(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try member(key).integer(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try member(key).integer(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try member(key).integer(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try member(key).integer(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try member(key).integer(type) }

  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    if case .string(let string)? = object[key.stringValue] { return string }
    return try member(key).string()
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try member(key).decode(type) }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    if case .string(let string)? = object[key.stringValue] { return string }
    return try optionalMember(key)?.string()
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try optionalMember(key)?.decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try member(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() -> any Decoder {
    TreeDecoder(object["super"] ?? .null, in: decoder, at: PathKey("super"))
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}
