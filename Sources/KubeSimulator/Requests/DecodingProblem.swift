import KubeCore
import KubeSchema

/// Values that the server's decoder could not put into the typed fields of a built-in kind.
enum DecodingProblem {
  static func first(in object: JSONValue, _ schema: Schema, isCustom: Bool) -> String? {
    if isCustom {
      guard let metadata = object["metadata"], let problem = find(metadata, BuiltInResources.metadata, ".metadata")
      else {
        return nil
      }
      return problem
    }
    return find(object, schema, "")
  }

  private static func find(_ value: JSONValue, _ schema: Schema, _ path: String) -> String? {
    if value.isNull { return nil }
    switch (schema.kind, value) {
    case (.object, .object(let object)):
      for (key, child) in object {
        if let schema = schema.member(key), let problem = find(child, schema, "\(path).\(key)") { return problem }
      }
      return nil
    case (.array, .array(let array)):
      guard let items = schema.items else { return nil }
      return array.lazy.compactMap { find($0, items, path) }.first
    case (.string, .string(let text)):
      guard schema.format == "date-time", Timestamp(text) == nil else { return nil }
      return "parsing time \"\(text)\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse \"\(text)\" as \"2006\""
    case (.integerOrString, .string), (.integerOrString, .integer), (.integerOrString, .double): return nil
    case (.boolean, .bool), (.any, _), (.number, .integer), (.number, .double): return nil
    case (.integer, _) where value.integer != nil: return nil
    default:
      let field = path.drop { $0 == "." }
      return "json: cannot unmarshal \(name(of: value)) into Go struct field .\(field) of type \(name(of: schema))"
    }
  }

  private static func name(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "bool"
    case .integer, .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private static func name(of schema: Schema) -> String {
    switch schema.kind {
    case .object: "struct"
    case .array: "slice"
    case .string: schema.format == "date-time" ? "time.Time" : "string"
    case .integer: schema.format == "int64" ? "int64" : "int32"
    case .number: "float64"
    case .boolean: "bool"
    case .integerOrString: "intstr.IntOrString"
    case .any: "interface {}"
    }
  }
}
