import KubeCore

/// What can be wrong with a rule before it is compiled.
enum RuleKeywordCheck {
  private static let reasons = [
    "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired",
  ]

  static func errors(in schema: Schema, at path: String) -> [FieldError] {
    schema.rules.enumerated().flatMap { position, rule in
      errors(in: rule, schema, "\(path).x-kubernetes-validations[\(position)]")
    }
  }

  private static func errors(in rule: SchemaRule, _ schema: Schema, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if rule.rule.trimmed.isEmpty {
      errors.append(.required("\(path).rule", "rule is not specified"))
    } else if !rule.message.isEmpty, rule.message.trimmed.isEmpty {
      errors.append(.invalid("\(path).message", .string(rule.message), "must be non-empty if specified"))
    } else if hasBreaks(rule.message.trimmed) {
      errors.append(.invalid("\(path).message", .string(rule.message), "must not contain line breaks"))
    } else if hasBreaks(rule.rule.trimmed), rule.message.isEmpty {
      errors.append(.required("\(path).message", "message must be specified if rule contains line breaks"))
    }
    if !rule.messageExpression.isEmpty, rule.messageExpression.trimmed.isEmpty {
      errors.append(
        .required("\(path).messageExpression", "messageExpression must be non-empty if specified"))
    }
    if let reason = rule.reason, !reasons.contains(reason) {
      errors.append(.notSupported("\(path).reason", .string(reason), supported: reasons.map(JSONValue.string)))
    }
    return errors + fieldPath(rule.fieldPath, schema, "\(path).fieldPath")
  }

  private static func fieldPath(_ text: String, _ schema: Schema, _ path: String) -> [FieldError] {
    guard !text.isEmpty else { return [] }
    var errors: [FieldError] = []
    if text.trimmed.isEmpty { errors.append(.invalid(path, .string(text), "must be non-empty if specified")) }
    if hasBreaks(text) { errors.append(.invalid(path, .string(text), "must not contain line breaks")) }
    do throws(RuleFieldPath.Failure) { _ = try RuleFieldPath(text, in: schema) } catch {
      errors.append(.invalid(path, .string(text), "must be a valid path"))
    }
    return errors
  }

  private static func hasBreaks(_ text: String) -> Bool { text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }
}
