import KubeCore
import KubeSchema

/// What makes a custom object invalid: its schema, embedded objects, list types, rules, and what its scale reads.
///
/// Source: `k8s.io/apiextensions-apiserver/pkg/registry/customresource`, customResourceStrategy.
enum CustomValidation {
  /// - Parameter known: what is wrong with the metadata.
  static func check(
    _ object: JSONValue, old: JSONValue?, _ definition: ResourceDefinition, subresource: String? = nil,
    after known: [FieldError] = []
  ) -> [FieldError] {
    let schema = definition.schema
    var errors = schema.validate(object, old: old)
    if let scale = definition.scale {
      errors += ScaleFields(scale, object).errors(ofStatusAlone: subresource == "status")
    }
    errors += EmbeddedRules.check(object, schema)
    let repeated = schema.validateListTypes(object, old: old)
    if !repeated.isEmpty, old.map({ schema.validateListTypes($0).isEmpty }) ?? true { errors += repeated }
    if (known + errors).contains(where: { blocking.contains($0.reason) }), schema.hasRules {
      errors.append(
        FieldError(
          reason: "FieldValueInvalid", field: "<nil>",
          message: "Invalid value: null: some validation rules were not checked because the object was invalid; "
            + "correct the existing errors to complete validation"))
    } else if let rules = definition.rules {
      errors += rules.validate(object, old: old).errors
    }
    return errors
  }

  /// An object of another kind than that of the path: it is neither pruned nor given defaults before it is judged.
  static func refusal(ofKind kind: String, _ object: JSONValue, _ definition: ResourceDefinition) -> APIFailure {
    let expected = definition.type.kind
    var errors = [FieldError.invalid("kind", .string(kind), "must be \(expected)")]
    errors += EmbeddedRules.check(object, definition.schema) + definition.schema.validateListTypes(object)
    errors += definition.rules?.validate(object, old: nil).errors ?? []
    return .invalid(group: definition.type.group, kind: kind, object.name, errors)
  }

  /// Errors after which the server does not look at the rules in CEL any more.
  private static let blocking: Set = [
    "FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid",
  ]
}
