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
      return all(in: object, schema, path: path)
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

  /// What stands behind a member that nobody knows is not looked at.
  private static func all(in object: JSONObject, _ schema: Schema, path: String) -> [String] {
    var problems: [String] = []
    for (key, child) in object {
      if let member = schema.member(key) {
        problems += all(in: child, member, path: "\(path).\(key)")
        continue
      }
      let isHeader = schema.isEmbeddedResource && ["apiVersion", "kind", "metadata"].contains(key)
      guard schema.preservesUnknownFields || isHeader else {
        return problems + ["\(path).\(key): field not declared in schema"]
      }
    }
    return problems
  }

  /// Elements are named by their keys, or by their places in lists without keys.
  private static func all(
    in array: [JSONValue], _ schema: Schema, _ items: Schema, path: String
  ) -> [String] {
    guard schema.listType != .atomic else {
      return array.enumerated().flatMap { all(in: $0.element, items, path: "\(path)[\($0.offset)]") }
    }
    var problems: [String] = []
    var seen: Set<String> = []
    for (position, element) in array.enumerated() {
      // What stands behind an element that cannot be told from the others is not looked at.
      if let problem = misplacement(of: element, in: schema) {
        return problems + ["\(path): element \(position): \(problem)"]
      }
      let key = key(of: element, schema, items)
      if !seen.insert(key).inserted { problems.append("\(path): duplicate entries for key [\(key)]") }
      problems += all(in: element, items, path: "\(path)[\(key)]")
    }
    return problems
  }

  private static func key(of element: JSONValue, _ schema: Schema, _ items: Schema) -> String {
    guard case .map(let keys) = schema.listType else { return "=\(element)" }
    let values = keys.sorted().compactMap { key in
      (element[key] ?? FieldTree.defaultKey(key, of: items)).map { "\(key)=\($0)" }
    }
    return values.joined(separator: ",")
  }

  /// Why an element cannot stand in a list whose elements are told apart by keys, or by their values.
  private static func misplacement(of element: JSONValue, in schema: Schema) -> String? {
    guard case .map(let keys) = schema.listType else {
      switch element {
      case .object: return "associative list without keys has an element that's a map type"
      case .array: return "not supported: associative list with lists as elements"
      case .null: return "associative list without keys has an element that's an explicit null"
      default: return nil
      }
    }
    if element.isNull { return "associative list with keys may not have a null element" }
    guard element.object != nil else { return "associative list with keys may not have non-map elements" }
    let isKeyed = keys.contains { key in
      element[key] != nil || schema.items.flatMap { FieldTree.defaultKey(key, of: $0) } != nil
    }
    guard !isKeyed else { return nil }
    let names = keys.map { "\"\($0)\"" }.joined(separator: " ")
    return "associative list with keys has an element that omits all key fields [\(names)] (and doesn't have default "
      + "values for any key fields)"
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
