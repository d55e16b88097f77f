import KubeCore
import KubeSchema

/// Values that do not fit the types of a schema, in the words of structured-merge-diff.
enum TypedProblem {
  static func first(in value: JSONValue, _ schema: Schema, path: String = "") -> String? {
    if value.isNull { return nil }
    switch (schema.kind, value) {
    case (.object, .object(let object)):
      for (key, child) in object {
        if let schema = schema.member(key), let problem = first(in: child, schema, path: "\(path).\(key)") {
          return problem
        }
      }
      return nil
    case (.array, .array(let array)):
      guard let items = schema.items else { return nil }
      if let problem = repetition(in: array, schema) { return "\(path): \(problem)" }
      for (position, element) in array.enumerated() {
        if let problem = first(in: element, items, path: "\(path)[\(position)]") { return problem }
      }
      return nil
    case (.any, _), (.integerOrString, .string), (.integerOrString, .integer), (.integerOrString, .double): return nil
    case (.string, .string), (.boolean, .bool): return nil
    case (.integer, _) where value.double != nil, (.number, _) where value.double != nil: return nil
    case (.object, _), (.array, _):
      return "\(path): expected \(expected(schema)), got &{\(GoPatchText.text(of: value))}"
    default: return "\(path): expected \(expected(schema)), got \(name(of: value))"
    }
  }

  /// An element that stands twice in a list whose elements are told apart by keys.
  private static func repetition(in array: [JSONValue], _ schema: Schema) -> String? {
    guard case .map(let keys) = schema.listType else { return nil }
    var seen: Set<[JSONValue]> = []
    for element in array {
      let values = keys.map { element[$0] ?? schema.items?.member($0)?.defaultValue ?? .null }
      guard !values.contains(.null), !seen.insert(values).inserted else { continue }
      let shown = zip(keys, values).map { "\($0)=\($1)" }.joined(separator: ",")
      return "duplicate entries for key [\(shown)]"
    }
    return nil
  }

  private static func expected(_ schema: Schema) -> String {
    switch schema.kind {
    case .object: "map"
    case .array: "list"
    case .string: "string"
    case .integer, .number: "numeric (int or float)"
    case .boolean: "boolean"
    case .integerOrString, .any: "scalar"
    }
  }

  private static func name(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "bool"
    case .integer: "int"
    case .string: "string"
    case .array: "list"
    case .object: "map"
    default: "float"
    }
  }
}
