import KubeCore

/// The reference of Slipway's kinds for people, made from their definitions: a table of all fields for each.
public enum APIReference {
  /// The page, as Markdown.
  public static var page: String {
    let kinds = CustomResourceDefinition.all.compactMap(section)
    return """
      # API reference

      The fields of Slipway's kinds, as their definitions describe them. Written by `scripts/generate.sh` from the types in
      `Sources/SlipwayAPI`: change those instead. `[]` stands for the elements of a list, `*` for any key.

      \(kinds.joined(separator: "\n"))
      """
  }

  private static func section(_ definition: JSONValue) -> String? {
    guard let kind = definition[["spec", "names", "kind"]]?.string,
      let version = definition["spec"]?["versions"]?[0], let schema = version[["schema", "openAPIV3Schema"]]
    else { return nil }
    let names = definition["spec"]?["names"]?["shortNames"]?.elements.compactMap(\.string) ?? []
    let scope = definition[["spec", "scope"]]?.string == "Cluster" ? "cluster-wide" : "namespaced"
    var lines = [
      "## \(kind)", "", text(schema["description"]), "",
      "`\(definition[["spec", "group"]]?.string ?? "")/\(version["name"]?.string ?? "")`, \(scope), short name "
        + names.map { "`\($0)`" }.joined(separator: ", ") + ".", "",
    ]
    for part in ["spec", "status"] {
      guard let tree = schema[["properties", part]] else { continue }
      lines += ["### `\(part)` of \(kind)", "", "| field | type | default | |", "|---|---|---|---|"]
      lines += rows(of: tree, at: "") + [""]
    }
    return lines.joined(separator: "\n")
  }

  /// The fields below a node, each before those below it.
  private static func rows(of node: JSONValue, at path: String) -> [String] {
    let required = Set(node["required"]?.elements.compactMap(\.string) ?? [])
    return (node["properties"]?.object ?? [:]).flatMap { name, field in
      let own = path.isEmpty ? name : "\(path).\(name)"
      let fallback = field["default"].map { "`\($0)`" } ?? (required.contains(name) ? "required" : "")
      return ["| `\(own)` | \(type(of: field)) | \(fallback) | \(text(field["description"])) |"] + below(field, at: own)
    }
  }

  private static func below(_ field: JSONValue, at path: String) -> [String] {
    if let items = field["items"] { return rows(of: items, at: path + "[]") }
    if let values = field["additionalProperties"], values.object != nil { return rows(of: values, at: path + ".*") }
    return rows(of: field, at: path)
  }

  private static func type(of field: JSONValue) -> String {
    if let choices = field["enum"]?.elements.compactMap(\.string), !choices.isEmpty {
      return choices.map { "`\($0)`" }.joined(separator: ", ")
    }
    if field["x-kubernetes-int-or-string"] == true { return "integer or string" }
    switch field["type"]?.string {
    case "array": return "list of " + (field["items"].map { $0["type"]?.string ?? "any" } ?? "any") + limit(field, "maxItems")
    case "object" where field["x-kubernetes-preserve-unknown-fields"] == true: return "any object"
    case "object" where field["additionalProperties"] != nil: return "map" + limit(field, "maxProperties")
    case "integer": return "integer" + range(field)
    case "string": return "string" + limit(field, "maxLength")
    case let type?: return type
    case nil: return "any"
    }
  }

  private static func limit(_ field: JSONValue, _ name: String) -> String {
    field[name]?.integer.map { ", at most \($0)" } ?? ""
  }

  private static func range(_ field: JSONValue) -> String {
    let (low, high) = (field["minimum"]?.integer, field["maximum"]?.integer)
    switch (low, high) {
    case (let low?, let high?): return ", \(low) to \(high)"
    case (let low?, nil): return ", at least \(low)"
    case (nil, let high?): return ", at most \(high)"
    case (nil, nil): return ""
    }
  }

  /// A description in one cell of a table.
  private static func text(_ description: JSONValue?) -> String {
    (description?.string ?? "").replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
