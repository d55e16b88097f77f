import KubeCore
import KubeSchema

/// What makes a custom object invalid: its schema, its list types, and what its scale subresource reads.
enum CustomValidation {
  static func check(_ object: JSONValue, old: JSONValue?, _ definition: ResourceDefinition) -> [FieldError] {
    let schema = definition.schema
    var errors = schema.validate(object)
    let blocksRules = errors.contains { blocking.contains($0.reason) }
    errors += schema.validateListTypes(object)
    if let scale = definition.scale { errors += checkScale(object, scale) }
    if blocksRules, schema.hasRules {
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

  /// Errors after which the server does not look at the rules in CEL any more.
  private static let blocking: Set = [
    "FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid",
  ]

  private static func checkScale(_ object: JSONValue, _ scale: ResourceDefinition.ScalePaths) -> [FieldError] {
    let field = "." + scale.specReplicas.joined(separator: ".")
    switch object[scale.specReplicas] {
    case nil, .null: return []
    case .integer(let count):
      return count < 0 ? [.invalid(field, .integer(count), "should be a non-negative integer")] : []
    case let value?:
      let text = value.string ?? value.description
      return [
        .invalid(
          field, 0, "\(field) accessor error: \(text) is of the type \(typeName(of: value)), expected int64")
      ]
    }
  }

  private static func typeName(of value: JSONValue) -> String {
    switch value {
    case .string: "string"
    case .bool: "bool"
    case .double, .number: "float64"
    case .array: "[]interface {}"
    default: "map[string]interface {}"
    }
  }
}
