import KubeCore

/// Values as Go writes them in its own syntax (`%#v`).
enum GoSyntax {
  static func text(of value: JSONValue) -> String {
    switch value {
    case .null: "interface {}(nil)"
    case .string: GoQuoted.text(value.string ?? "")
    case .array(let array): "[]interface {}{" + array.map(text).joined(separator: ", ") + "}"
    case .object(let object):
      "map[string]interface {}{"
        + object.sorted { $0.key < $1.key }.map { "\(GoQuoted.text($0.key)):\(text(of: $0.value))" }
        .joined(separator: ", ") + "}"
    default: value.description
    }
  }
}
