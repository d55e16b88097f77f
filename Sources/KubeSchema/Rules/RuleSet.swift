package import KubeCore
import CEL

/// The rules of a schema and of everything below it, compiled once.
package final class RuleSet: Sendable {
  /// What an object's rules found.
  package struct Outcome: Sendable {
    package var errors: [FieldError] = []
    /// Violations that the object had before, and that are therefore let pass.
    package var tolerated: [FieldError] = []
    /// What is left of the cost that one object's rules may have; negative when they had to stop.
    package var budget: Int64
  }

  /// What the API server lets all rules of one object cost.
  package static let objectBudget: Int64 = 10_000_000

  let rules: [CompiledRule]
  let schema: Schema
  let declaration: TypeDeclaration
  let items: RuleSet?
  let additional: RuleSet?
  let properties: [String: RuleSet]
  let allOf: [RuleSet]

  /// `nil` when there are no rules.
  package convenience init?(_ schema: Schema, isRoot: Bool) {
    guard schema.hasRules, let declaration = schema.declaration(isRoot: isRoot) else { return nil }
    self.init(schema, rules: schema, declaration)
  }

  /// - Parameter source: the schema that carries the rules: the schema itself, or one of the `allOf` beside it.
  private init?(_ schema: Schema, rules source: Schema, _ declaration: TypeDeclaration) {
    self.schema = schema
    self.declaration = declaration
    rules = source.rules.map { CompiledRule($0, declaration, schema) }
    var items: RuleSet?
    var additional: RuleSet?
    var properties: [String: RuleSet] = [:]
    switch declaration.form {
    case .list(let element, _):
      if let inner = source.items, let outer = schema.items { items = RuleSet(outer, rules: inner, element) }
    case .map(let value):
      if let inner = source.additionalSchema, let outer = schema.additionalSchema {
        additional = RuleSet(outer, rules: inner, value)
      }
    case .object(let fields):
      for (name, inner) in source.properties {
        guard let outer = schema.properties[name] else { continue }
        let known = PropertyEscaping.escape(name).flatMap { fields[$0]?.declaration }
        guard let child = known ?? outer.declaration(isRoot: outer.isEmbeddedResource) else { continue }
        properties[name] = RuleSet(outer, rules: inner, child)
      }
    default: break
    }
    self.items = items
    self.additional = additional
    self.properties = properties
    allOf = source.limits.allOf.compactMap { RuleSet(schema, rules: $0, declaration) }
    if rules.isEmpty, items == nil, additional == nil, properties.isEmpty, allOf.isEmpty { return nil }
  }

  /// Evaluates all rules on an object.
  ///
  /// - Parameter old: the object as it was, when it is changed.
  package func validate(_ object: JSONValue, old: JSONValue?) -> Outcome {
    var evaluation = RuleEvaluation()
    let correlation = RuleCorrelation(current: old.map { (object, $0) }, parent: nil, hasParent: false)
    evaluation.validate(self, object, old, at: FieldLocation(), correlation)
    return evaluation.outcome
  }
}
