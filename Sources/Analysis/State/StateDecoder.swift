/// Reads a `Decodable` value back from the bytes of a ``StateWriter``.
struct StateDecoder: Decoder {
  let reader: StateReader
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
    let reader = StateReader(bytes)
    let value = try T(from: StateDecoder(reader: reader))
    guard reader.isAtEnd else { throw StateError.malformed }
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard Key.isClosed else { throw StateError.unsupported }
    return KeyedDecodingContainer(Members<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    Elements(decoder: self, total: try reader.count())
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Scalar(decoder: self) }

  func read<T: Decodable>(_ type: T.Type) throws -> T {
    let value: Any? =
      switch type {
      case is Double.Type: try reader.double()
      case is Int.Type: try reader.int()
      case is Bool.Type: try reader.bool()
      case is String.Type: try reader.string()
      default: nil
      }
    return try value as? T ?? T(from: self)
  }

  private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: StateDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { try !decoder.reader.bool() }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.read(type) }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try optional(type) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(type) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type) }

    private func optional<T: Decodable>(_ type: T.Type) throws -> T? {
      try decoder.reader.bool() ? decoder.read(type) : nil
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { try decoder.container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try decoder.unkeyedContainer()
    }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
  }

  private struct Elements: UnkeyedDecodingContainer {
    let decoder: StateDecoder
    let total: Int
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { total }
    var isAtEnd: Bool { currentIndex >= total }

    init(decoder: StateDecoder, total: Int) { (self.decoder, self.total) = (decoder, total) }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
      guard !isAtEnd else { throw StateError.truncated }
      currentIndex += 1
      return try decoder.read(type)
    }
    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      try decoder.container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try decoder.unkeyedContainer() }
    mutating func superDecoder() -> any Decoder { decoder }
  }

  private struct Scalar: SingleValueDecodingContainer {
    let decoder: StateDecoder
    var codingPath: [any CodingKey] { [] }
    func decodeNil() -> Bool { (try? decoder.reader.bool()) == false }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.read(type) }
  }
}
