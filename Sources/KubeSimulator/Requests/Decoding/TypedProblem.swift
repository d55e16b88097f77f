import KubeCore
import KubeSchema

/// Values that do not fit the types of a schema, in the words of structured-merge-diff.
enum TypedProblem {
  /// All that is wrong, as one text; `nil` when nothing is.
  static func text(of value: JSONValue, _ schema: Schema) -> String? {
    let problems = all(in: value, schema, path: "")
    if problems.count < 2 { return problems.first }
    return (["errors:"] + problems.map { "  " + $0 }).joined(separator: "\n")
  }

  private static func all(in value: JSONValue, _ schema: Schema, path: String) -> [String] {
    if value.isNull { return [] }
    switch (schema.kind, value) {
    case (.object, .object(let object)):
      let isOpen = schema.preservesUnknownFields
      return object.flatMap { key, child -> [String] in
        if let schema = schema.member(key) { return all(in: child, schema, path: "\(path).\(key)") }
        let isHeader = schema.isEmbeddedResource && ["apiVersion", "kind", "metadata"].contains(key)
        return isOpen || isHeader ? [] : ["\(path).\(key): field not declared in schema"]
      }
    case (.array, .array(let array)):
      guard let items = schema.items else { return [] }
      return all(in: array, schema, items, path: path)
    case (.any, _), (.integerOrString, .string), (.integerOrString, .integer), (.integerOrString, .double): return []
    case (.string, .string), (.boolean, .bool): return []
    case (.integer, _) where value.double != nil, (.number, _) where value.double != nil: return []
    case (.object, _), (.array, _):
      return ["\(path): expected \(expected(schema)), got &{\(GoPatchText.text(of: value))}"]
    // The server shows its own form of what is no text.
    case (.string, _):
      return ["\(path): expected string, got &value.valueUnstructured{Value:\(GoSyntax.text(of: value))}"]
    case (.boolean, _): return ["\(path): expected boolean, got &{\(GoPatchText.text(of: value))}"]
    default: return ["\(path): expected \(expected(schema)), got \(name(of: value))"]
    }
  }

  /// Elements are named by their keys, or by their places in lists without keys.
  private static func all(
    in array: [JSONValue], _ schema: Schema, _ items: Schema, path: String
  ) -> [String] {
    if schema.listType == .set { return repeats(in: array, path) + places(array, items, path) }
    var seen: Set<[JSONValue]> = []
    return array.enumerated().flatMap { position, element -> [String] in
      guard case .map(let keys) = schema.listType else {
        return all(in: element, items, path: "\(path)[\(position)]")
      }
      let values = keys.map { element[$0] ?? items.member($0)?.defaultValue ?? .null }
      let shown = zip(keys, values).map { "\($0)=\($1)" }.joined(separator: ",")
      let isNew = values.contains(.null) || seen.insert(values).inserted
      return (isNew ? [] : ["\(path): duplicate entries for key [\(shown)]"])
        + all(in: element, items, path: "\(path)[\(shown)]")
    }
  }

  private static func places(_ array: [JSONValue], _ items: Schema, _ path: String) -> [String] {
    array.enumerated().flatMap { all(in: $0.element, items, path: "\(path)[\($0.offset)]") }
  }

  private static func repeats(in array: [JSONValue], _ path: String) -> [String] {
    var seen: Set<JSONValue> = []
    return array.filter { !seen.insert($0).inserted }.map { "\(path): duplicate entries for key [=\($0)]" }
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
