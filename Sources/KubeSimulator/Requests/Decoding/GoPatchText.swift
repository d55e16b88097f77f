import KubeCore

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
}
