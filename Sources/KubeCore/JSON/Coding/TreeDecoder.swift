/// Decodes typed values from a tree.
///
/// Each decoder is also a step of the path to its value: the path is only put together when an error needs it.
final class TreeDecoder: Decoder {
  let value: JSONValue
  private let parent: TreeDecoder?
  private let key: PathKey?

  init(_ value: JSONValue) {
    self.value = value
    parent = nil
    key = nil
  }

  init(_ value: JSONValue, in parent: TreeDecoder, at key: PathKey) {
    self.value = value
    self.parent = parent
    self.key = key
  }

  var codingPath: [any CodingKey] {
    guard let parent, let key else { return [] }
    return parent.codingPath + [key]
  }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = value else { throw mismatch("an object", JSONObject.self) }
    return KeyedDecodingContainer(KeyedTreeContainer(object, self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let array) = value else { throw mismatch("an array", [JSONValue].self) }
    return UnkeyedTreeContainer(array, self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { SingleTreeContainer(decoder: self) }
}

// MARK: - Values

extension TreeDecoder {
  /// The value as a type that JSON has itself, or through the type's own coding.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == String.self { return try cast(string()) }
    if type == JSONValue.self { return try cast(value) }
    if type == [String: String].self { return try cast(stringMap()) }
    if type == DynamicObject.self { return try cast(DynamicObject(value)) }
    if type == ObjectMeta.self, let metadata = ObjectMeta(reading: value) { return try cast(metadata) }
    return try Value(from: self)
  }

  private func cast<Value, Result>(_ value: Value) throws -> Result {
    guard let value = value as? Result else { throw mismatch("\(Result.self)", Result.self) }
    return value
  }

  func string() throws -> String {
    guard case .string(let string) = value else { throw mismatch("a string", String.self) }
    return string
  }

  func bool() throws -> Bool {
    guard case .bool(let bool) = value else { throw mismatch("a boolean", Bool.self) }
    return bool
  }

  func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
    let exact: Integer? =
      switch value {
      case .integer(let integer): Integer(exactly: integer)
      case .double(let double): Integer(exactly: double)
      case .number(let number): Integer(number.text)
      default: throw mismatch("an integer", type)
      }
    guard let exact else { throw corrupted("\(value) is not a whole number from \(Integer.min) to \(Integer.max)") }
    return exact
  }

  func double() throws -> Double {
    guard let double = value.double else { throw mismatch("a number", Double.self) }
    return double
  }

  private func stringMap() throws -> [String: String] {
    guard case .object(let object) = value else { throw mismatch("an object", JSONObject.self) }
    var map: [String: String] = [:]
    map.reserveCapacity(object.count)
    for (key, value) in object {
      guard case .string(let text) = value else {
        throw TreeDecoder(value, in: self, at: PathKey(key)).mismatch("a string", String.self)
      }
      map[key] = text
    }
    return map
  }
}

// MARK: - Errors

extension TreeDecoder {
  func mismatch(_ expected: String, _ type: Any.Type) -> DecodingError {
    let context = DecodingError.Context(
      codingPath: codingPath, debugDescription: "expected \(expected), found \(value.typeName)")
    return value.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }

  func corrupted(_ reason: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: reason))
  }
}

extension JSONValue {
  /// What kind of value it is, as messages name it.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .double, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
