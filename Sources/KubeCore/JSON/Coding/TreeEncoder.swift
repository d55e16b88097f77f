/// Encodes typed values as a tree.
///
/// A value that is being encoded sits in a `Slot`. Containers write into their slot; a container within another has a
/// slot of its own, which is put in its place when the tree is taken.
struct TreeEncoder: Encoder {
  /// The place of one value, and of those within it that have not been put in their places yet.
  final class Slot {
    var value: JSONValue?
    var members: [(key: String, slot: Slot)] = []
    var elements: [(position: Int, slot: Slot)] = []

    /// The finished value; nothing when nothing was encoded.
    func take() -> JSONValue? {
      guard !members.isEmpty || !elements.isEmpty else { return value }
      switch value {
      case .object(var object):
        for (key, slot) in members { object[key] = slot.take() ?? .object([:]) }
        return .object(object)
      case .array(var array):
        for (position, slot) in elements where array.indices.contains(position) {
          array[position] = slot.take() ?? .object([:])
        }
        return .array(array)
      default: return value
      }
    }
  }

  let slot = Slot()
  let codingPath: [any CodingKey]

  init(codingPath: [any CodingKey] = []) { self.codingPath = codingPath }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if slot.value?.object == nil { slot.value = .object([:]) }
    return KeyedEncodingContainer(KeyedTreeWriter(slot: slot, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if slot.value?.array == nil { slot.value = .array([]) }
    return UnkeyedTreeWriter(slot: slot, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleTreeWriter(slot: slot, codingPath: codingPath)
  }

  /// The tree of a value that may lie within another one.
  static func tree(_ value: some Encodable, _ codingPath: @autoclosure () -> [any CodingKey]) throws -> JSONValue {
    switch value {
    case let value as JSONValue: return value
    case let value as String: return .string(value)
    case let value as DynamicObject: return value.content
    case let value as PackedJSON: return value.value
    default: break
    }
    let encoder = TreeEncoder(codingPath: codingPath())
    try value.encode(to: encoder)
    // A type that encodes nothing is an object without members, as in every coder.
    return encoder.slot.take() ?? .object([:])
  }

  static func tree(_ integer: some FixedWidthInteger) -> JSONValue {
    if let integer = Int64(exactly: integer) { return .integer(integer) }
    return JSONValue(validNumber: String(integer), isInteger: true)
  }

  static func tree(_ double: Double, _ codingPath: @autoclosure () -> [any CodingKey]) throws -> JSONValue {
    guard double.isFinite else {
      let context = EncodingError.Context(
        codingPath: codingPath(), debugDescription: "JSON has no number for \(double)")
      throw EncodingError.invalidValue(double, context)
    }
    return .double(double)
  }
}
