import KubeCore

/// The members of the versions of a definition and of their schemas; what else stands there goes.
enum DefinitionMembers {
  private static let version: Set = [
    "name", "served", "storage", "deprecated", "deprecationWarning", "schema", "subresources",
    "additionalPrinterColumns", "selectableFields",
  ]

  private static let keywords: Set = [
    "id", "$schema", "$ref", "description", "type", "format", "title", "default", "maximum", "exclusiveMaximum",
    "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems",
    "multipleOf", "enum", "maxProperties", "minProperties", "required", "items", "allOf", "oneOf", "anyOf", "not",
    "properties", "additionalProperties", "patternProperties", "dependencies", "additionalItems", "definitions",
    "externalDocs", "example", "nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource",
    "x-kubernetes-int-or-string", "x-kubernetes-list-map-keys", "x-kubernetes-list-type", "x-kubernetes-map-type",
    "x-kubernetes-validations",
  ]

  /// - Returns: the paths of what was taken away.
  static func prune(_ definition: inout JSONValue) -> [String] {
    guard let versions = definition["spec"]?["versions"]?.array else { return [] }
    var unknown: [String] = []
    let pruned = versions.enumerated().map { position, version in
      let path = "spec.versions[\(position)]"
      var version = version
      unknown += keep(Self.version, in: &version, path)
      if var schema = version["schema"]?["openAPIV3Schema"] {
        unknown += prune(schema: &schema, "\(path).schema.openAPIV3Schema")
        version[["schema", "openAPIV3Schema"]] = schema
      }
      return version
    }
    if !unknown.isEmpty { definition[["spec", "versions"]] = .array(pruned) }
    return unknown
  }

  private static func prune(schema: inout JSONValue, _ path: String) -> [String] {
    var unknown = keep(keywords, in: &schema, path)
    for (key, value) in schema.object ?? [:] {
      var child = value
      switch key {
      case "properties", "patternProperties", "definitions":
        for (name, below) in value.object ?? [:] {
          var below = below
          unknown += prune(schema: &below, "\(path).\(key).\(name)")
          child[name] = below
        }
      case "items", "additionalProperties", "additionalItems", "not":
        unknown += prune(schema: &child, "\(path).\(key)")
      case "allOf", "anyOf", "oneOf":
        child = .array(
          value.elements.enumerated().map { position, branch in
            var branch = branch
            unknown += prune(schema: &branch, "\(path).\(key)[\(position)]")
            return branch
          })
      default: continue
      }
      if child != value { schema[key] = child }
    }
    return unknown
  }

  private static func keep(_ known: Set<String>, in object: inout JSONValue, _ path: String) -> [String] {
    let unknown = (object.object ?? [:]).map(\.key).filter { !known.contains($0) }
    for key in unknown { object[key] = nil }
    return unknown.map { "\(path).\($0)" }
  }
}
