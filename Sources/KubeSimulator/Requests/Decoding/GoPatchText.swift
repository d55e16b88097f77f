import KubeCore
import KubeSchema

/// A strategic merge patch in the words of the server: it prints the maps that it read the patch into.
enum GoPatchText {
  /// A value as Go prints it (`%v`).
  static func text(of value: JSONValue) -> String {
    switch value {
    case .null: "<nil>"
    case .string(let text): text
    case .array(let array): "[" + array.map(text).joined(separator: " ") + "]"
    case .object(let object):
      "map[" + object.sorted { $0.key < $1.key }.map { "\($0.key):\(text(of: $0.value))" }.joined(separator: " ") + "]"
    default: value.description
    }
  }

  /// What does not fit the types, in the words of the converter of maps; `nil` when it is something else.
  static func problem(in value: JSONValue, _ schema: Schema?) -> String? {
    guard let schema else { return nil }
    switch (schema.kind, value) {
    case (.object, .object(let object)):
      return object.lazy.compactMap { problem(in: $0.value, schema.member($0.key)) }.first
    case (.array, .array(let array)): return array.lazy.compactMap { problem(in: $0, schema.items) }.first
    case (.integer, .string), (.integer, .bool): return "unrecognized type: \(schema.format ?? "int64")"
    default: return nil
    }
  }
}
