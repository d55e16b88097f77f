import CEL
import KubeCore

/// The keywords of a schema that go together or do not, and its rules with what they can cost.
struct KeywordCheck {
  /// What holds for a place because of what stands above it.
  struct Context {
    var isRoot = false
    /// How many values there can be of the schema; `nil` when nothing limits them.
    var cardinality: UInt64? = 1
    /// The nearest place above whose old and new values cannot be told apart.
    var uncorrelatable: String?
    /// What expressions know of the value; worked out where it is needed.
    var declaration: TypeDeclaration?
  }

  private static let types: Set = ["string", "number", "integer", "boolean", "array", "object"]

  /// Rules are only looked at when the schema is otherwise in order.
  let checksRules: Bool
  var costs = RuleCosts()

  init(checksRules: Bool) { self.checksRules = checksRules }

  mutating func errors(in source: JSONValue, at path: String) -> [FieldError] {
    let schema = Schema(openAPI: source)
    let found = check(
      source, schema, path, Context(isRoot: true, declaration: schema.declaration(isRoot: true)), mayHaveRules: true)
    return found.schema + found.rules
  }

  func totalCostErrors(at path: String) -> [FieldError] { checksRules ? costs.totalErrors(at: path) : [] }

  typealias Found = (schema: [FieldError], rules: [FieldError])

  private mutating func check(
    _ source: JSONValue, _ schema: Schema, _ path: String, _ context: Context, mayHaveRules: Bool
  ) -> Found {
    var found: Found = (keywords(source, path), [])
    func add(_ other: Found) {
      found.schema += other.schema
      found.rules += other.rules
    }
    if let additional = source["additionalProperties"], additional.object != nil, let inner = schema.additionalSchema {
      var below = context.child(of: schema)
      below.declaration = context.declaration.flatMap { if case .map(let value) = $0.form { value } else { nil } }
      add(check(additional, inner, "\(path).additionalProperties", below, mayHaveRules: mayHaveRules))
    }
    for (name, property) in (source["properties"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let inner = schema.properties[name] else { continue }
      var below = context.child(of: schema)
      below.declaration = context.declaration.flatMap { declaration in
        guard case .object(let fields) = declaration.form else { return nil }
        return PropertyEscaping.escape(name).flatMap { fields[$0]?.declaration }
      }
      add(check(property, inner, "\(path).properties[\(name)]", below, mayHaveRules: mayHaveRules))
    }
    for key in ["allOf", "oneOf", "anyOf"] {
      for (position, branch) in (source[key]?.elements ?? []).enumerated() {
        let place = "\(path).\(key)[\(position)]"
        add(check(branch, Schema(openAPI: branch), place, Context(), mayHaveRules: false))
      }
    }
    if let not = source["not"] { add(check(not, Schema(openAPI: not), "\(path).not", Context(), mayHaveRules: false)) }
    if let items = source["items"], let inner = schema.items {
      var below = context.child(of: schema)
      if case .map = schema.listType {} else { below.uncorrelatable = path }
      below.declaration = context.declaration.flatMap { if case .list(let element, _) = $0.form { element } else { nil } }
      add(check(items, inner, "\(path).items", below, mayHaveRules: mayHaveRules))
    }
    found.schema += ListKeywordCheck.errors(in: source, at: path)
    found.schema += RuleKeywordCheck.errors(in: schema, at: path)
    if checksRules, mayHaveRules, found.schema.isEmpty, !schema.rules.isEmpty {
      found.rules += rules(schema, path, context)
    }
    return found
  }

  private func keywords(_ source: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let type = source["type"]?.string, !type.isEmpty, !Self.types.contains(type) {
      errors.append(.notSupported("\(path).type", .string(type), supported: Self.types.sorted().map(JSONValue.string)))
    }
    if source["uniqueItems"]?.bool == true {
      errors.append(
        .forbidden(
          "\(path).uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"))
    }
    if let additional = source["additionalProperties"], additional != true, source["properties"]?.object?.isEmpty == false
    {
      errors.append(
        .forbidden("\(path).additionalProperties", "additionalProperties and properties are mutual exclusive"))
    }
    if source["x-kubernetes-preserve-unknown-fields"]?.bool == false {
      errors.append(
        .invalid("\(path).x-kubernetes-preserve-unknown-fields", false, "must be true or undefined"))
    }
    return errors
  }

  // MARK: - Rules

  private mutating func rules(_ schema: Schema, _ path: String, _ context: Context) -> [FieldError] {
    let known = context.declaration ?? schema.declaration(isRoot: context.isRoot || schema.isEmbeddedResource)
    guard let declaration = known else {
      return [
        FieldError(
          reason: "InternalError", field: "\(path).x-kubernetes-validations",
          message: "Internal error: internal error: failed to construct type information for x-kubernetes-validations "
            + "rules: unable to convert structural schema to CEL declarations")
      ]
    }
    var errors: [FieldError] = []
    for (position, rule) in schema.rules.enumerated() {
      let place = "\(path).x-kubernetes-validations[\(position)]"
      let compiled = CompiledRule(rule, declaration, schema)
      errors += costs.observe(compiled, context.cardinality, declaration, at: place)
      if let failure = compiled.failure { errors.append(rule.failure("\(place).rule", failure)) }
      if let failure = compiled.messageFailure {
        errors.append(rule.failure("\(place).messageExpression", failure))
      } else {
        errors += costs.observeMessage(compiled, at: place)
      }
      if compiled.usesOldSelf {
        guard let above = context.uncorrelatable else { continue }
        let reason = "oldSelf cannot be used on the uncorrelatable portion of the schema within \(above)"
        errors.append(.invalid("\(place).rule", .string(rule.rule), reason))
      } else if let optional = rule.optionalOldSelf {
        errors.append(
          .invalid("\(place).optionalOldSelf", .bool(optional), "may not be set if oldSelf is not used in rule"))
      }
    }
    return errors
  }
}

extension KeywordCheck.Context {
  /// The context of what stands in values of a schema.
  func child(of schema: Schema) -> KeywordCheck.Context {
    var child = KeywordCheck.Context(cardinality: nil, uncorrelatable: uncorrelatable)
    guard let cardinality else { return child }
    let factor: UInt64? =
      switch schema.kind {
      case .object where schema.additionalProperties != nil: schema.limits.maxProperties.map { UInt64(clamping: $0) }
      case .array: schema.limits.maxItems.map { UInt64(clamping: $0) }
      default: 1
      }
    child.cardinality = factor.map { RuleCosts.product(cardinality, $0) }
    return child
  }
}
