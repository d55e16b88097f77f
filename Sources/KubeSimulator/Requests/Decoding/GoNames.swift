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

  /// A type without its package, as messages name the struct that a field is of.
  static func structName(_ type: String) -> String {
    String((GoTypes.type(type)?.goName ?? type).split(separator: ".").last ?? "")
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
    case .object(let name): GoTypes.type(name)?.goName ?? name
    case .named(let name, _): name
    case .list(let element): "[]\(type(ofElement: element))"
    case .map(let element): "map[string]\(type(ofElement: element))"
    }
  }

  /// Types that read themselves from text or a number are called by that where they stand alone.
  private static func type(ofElement kind: GoType.Kind) -> String {
    switch kind {
    case .time: "v1.Time"
    case .microTime: "v1.MicroTime"
    case .quantity: "resource.Quantity"
    case .intOrString: "intstr.IntOrString"
    default: type(of: kind)
    }
  }
}
