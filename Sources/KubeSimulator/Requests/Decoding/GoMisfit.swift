import KubeCore

/// What of a value does not fit a built-in type, in the words of the server's converter of maps.
///
/// Source: `fromUnstructured` of `k8s.io/apimachinery/pkg/runtime`.
enum GoMisfit {
  /// - Returns: the first problem; `nil` when there is none, or when it is one of a type that reads JSON by itself.
  static func text(_ value: JSONValue, in type: String) -> String? {
    guard let fields = GoTypes.type(type)?.fields, !value.isNull else { return nil }
    guard value.object != nil else { return "cannot restore struct from: \(word(for: value))" }
    return fields.lazy.compactMap { field -> String? in
      if field.isInline, case .object(let inner) = field.kind { return text(value, in: inner) }
      return value[field.name].flatMap { text($0, field.kind) }
    }.first
  }

  private static func text(_ value: JSONValue, _ kind: GoType.Kind) -> String? {
    if value.isNull { return nil }
    switch kind {
    case .named(_, let kind): return text(value, kind)
    case .object(let name): return text(value, in: name)
    case .list(let element):
      guard let array = value.array else { return "cannot restore slice from \(word(for: value))" }
      return array.lazy.compactMap { text($0, element) }.first
    case .map(let element):
      guard let object = value.object else { return "cannot restore map from \(word(for: value))" }
      return object.lazy.compactMap { text($0.value, element) }.first
    case .string: return scalar(value, value.string != nil, "string", converts: isNumber(value) && value.integer != nil)
    case .bool: return scalar(value, value.bool != nil, "bool", converts: false)
    case .int32: return scalar(value, value.integer != nil, "int32", converts: isNumber(value))
    case .int64: return scalar(value, value.integer != nil, "int64", converts: isNumber(value))
    case .double: return scalar(value, isNumber(value), "float64", converts: false)
    case .bytes, .time, .microTime, .quantity, .intOrString, .any: return nil
    }
  }

  /// - Parameter converts: whether Go could make one of the other, as it makes text of a number.
  private static func scalar(_ value: JSONValue, _ fits: Bool, _ type: String, converts: Bool) -> String? {
    if fits { return nil }
    return converts ? "cannot convert \(word(for: value)) to \(type)" : "unrecognized type: \(type)"
  }

  private static func isNumber(_ value: JSONValue) -> Bool { value.double != nil && value.string == nil }

  /// What Go calls the kind of a value.
  private static func word(for value: JSONValue) -> String {
    switch value {
    case .null: "nil"
    case .bool: "bool"
    case .integer: "int64"
    case .double, .number: "float64"
    case .string: "string"
    case .array: "slice"
    case .object: "map"
    }
  }
}
