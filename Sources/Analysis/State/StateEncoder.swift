/// Turns an `Encodable` value into the bytes of a ``StateWriter``.
struct StateEncoder: Encoder {
  let writer: StateWriter
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let writer = StateWriter()
    try value.encode(to: StateEncoder(writer: writer))
    return writer.bytes
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Members<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(encoder: self, place: writer.reserveCount()) }

  func singleValueContainer() -> any SingleValueEncodingContainer { Scalar(encoder: self) }

  func write<T: Encodable>(_ value: T) throws {
    switch value {
    case let value as Double: writer.write(value)
    case let value as Int: writer.write(value)
    case let value as Bool: writer.write(value)
    case let value as String: writer.write(value)
    default: try value.encode(to: self)
    }
  }

  /// Members without their names; one that may be absent begins with whether it is there.
  private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) throws { encoder.writer.write(false) }
    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
      guard Key.isClosed else { throw StateError.unsupported }
      try encoder.write(value)
    }

    mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
      encoder.writer.write(value != nil)
      if let value { try encoder.write(value) }
    }
    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try optional(value) }
    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try optional(value) }
    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try optional(value) }
    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try optional(value) }

    private func optional(_ value: (some Encodable)?) throws {
      encoder.writer.write(value != nil)
      if let value { try encoder.write(value) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { encoder.container(keyedBy: type) }
    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { encoder.unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
  }

  private struct Elements: UnkeyedEncodingContainer {
    let encoder: StateEncoder
    let place: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(encoder: StateEncoder, place: Int) { (self.encoder, self.place) = (encoder, place) }

    mutating func encodeNil() throws { throw StateError.unsupported }
    mutating func encode<T: Encodable>(_ value: T) throws {
      guard count < Int(UInt16.max) else { throw StateError.unsupported }
      count += 1
      encoder.writer.set(count: count, at: place)
      try encoder.write(value)
    }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
      encoder.container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.unkeyedContainer() }
    mutating func superEncoder() -> any Encoder { encoder }
  }

  private struct Scalar: SingleValueEncodingContainer {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }
    mutating func encodeNil() throws { encoder.writer.write(false) }
    mutating func encode<T: Encodable>(_ value: T) throws { try encoder.write(value) }
  }
}

extension CodingKey {
  /// Whether the names are those of a type's members: a dictionary takes any text as a key.
  static var isClosed: Bool { Self(stringValue: "\u{1}") == nil }
}
