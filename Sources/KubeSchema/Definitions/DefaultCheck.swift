import KubeCore

/// Defaults must be what their schema would let pass, and nothing that it would take away.
enum DefaultCheck {
  static func errors(in schema: Schema, at path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let value = schema.defaultValue { errors += check(value, schema, "\(path).default") }
    if let items = schema.items { errors += self.errors(in: items, at: "\(path).items") }
    for (name, property) in schema.properties.sorted(by: { $0.key < $1.key }) {
      errors += self.errors(in: property, at: "\(path).properties[\(name)]")
    }
    if let additional = schema.additionalSchema {
      errors += self.errors(in: additional, at: "\(path).additionalProperties")
    }
    return errors
  }

  private static func check(_ value: JSONValue, _ schema: Schema, _ path: String) -> [FieldError] {
    if value.isNull { return [] }
    var pruned = value
    if !schema.prune(&pruned).isEmpty { return [.invalid(path, value, "must not have unknown fields")] }
    let problems = schema.validate(value)
    if !problems.isEmpty { return problems.map { placed($0, path) } }
    let duplicates = schema.validateListTypes(value)
    if !duplicates.isEmpty { return duplicates.map { placed($0, path) } }
    guard let rules = RuleSet(schema, isRoot: schema.isEmbeddedResource) else { return [] }
    return rules.validate(value, old: nil).errors.map { error in
      var error = error
      error.field = error.field == "<nil>" ? path : "\(path).\(error.field)"
      return error
    }
  }

  private static func placed(_ error: FieldError, _ path: String) -> FieldError {
    var error = error
    // The place has no name in the text, but the blank after it stays.
    if error.field.isEmpty { error.message = error.message.replacing(": in body", with: ":  in body") }
    error.field = error.field.isEmpty ? path : error.field.hasPrefix("[") ? path + error.field : "\(path).\(error.field)"
    return error
  }
}
