import KubeCore

/// What Go's decoder calls values and types.
enum GoNames {
  static func kind(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "bool"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    default: "number"
    }
  }

  static func type(of kind: GoType.Kind) -> String {
    switch kind {
    case .string, .quantity: "string"
    case .bool: "bool"
    case .int32, .intOrString: "int32"
    case .int64: "int64"
    case .double: "float64"
    case .bytes: "[]uint8"
    case .time, .microTime: "string"
    case .any: "interface {}"
    case .object(let name): "v1.\(name)"
    case .list(let element): "[]\(type(of: element))"
    case .map(let element): "map[string]\(type(of: element))"
    }
  }
}
