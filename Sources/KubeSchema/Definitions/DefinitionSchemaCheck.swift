package import KubeCore

/// What makes a schema unfit for a `CustomResourceDefinition`, in the server's words.
package enum DefinitionSchemaCheck {
  /// - Parameters:
  ///   - source: the schema as the definition carries it.
  ///   - path: where it stands: `spec.validation.openAPIV3Schema` where all versions share it.
  ///   - hasStatus: whether the version has the status subresource.
  package static func errors(in source: JSONValue, at path: String, hasStatus: Bool = false) -> [FieldError] {
    var errors: [FieldError] = []
    if hasStatus, source["type"]?.string != "object" {
      errors.append(
        .invalid(
          "\(path).type", .string(source["type"]?.string ?? ""),
          "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled"))
    }
    if source["nullable"]?.bool == true {
      errors.append(.forbidden("\(path).nullable", "nullable cannot be true at the root"))
    }
    let structural = StructuralCheck.errors(in: source, at: path)
    errors += structural
    let defaults = structural.isEmpty ? DefaultCheck.errors(in: Schema(openAPI: source), at: path) : []
    errors += defaults
    var keywords = KeywordCheck(checksRules: structural.isEmpty && defaults.isEmpty)
    errors += keywords.errors(in: source, at: path)
    return errors + keywords.totalCostErrors(at: path)
  }
}
