import KubeCore

/// A rule as a schema carries it (`x-kubernetes-validations`).
public struct SchemaRule: Sendable, Hashable {
  public var rule: String
  public var message = ""
  public var messageExpression = ""
  /// The reason of the error that a violation gives; `nil` stands for an invalid value.
  public var reason: String?
  /// The field that the error names, below the place of the rule.
  public var fieldPath = ""
  /// Whether `oldSelf` is optional, so that the rule is also evaluated when there is no old value.
  public var optionalOldSelf: Bool?

  init(_ source: JSONValue) {
    rule = source["rule"]?.string ?? ""
    message = source["message"]?.string ?? ""
    messageExpression = source["messageExpression"]?.string ?? ""
    reason = source["reason"]?.string
    fieldPath = source["fieldPath"]?.string ?? ""
    optionalOldSelf = source["optionalOldSelf"]?.bool
  }

  /// How error messages name the rule.
  var title: String {
    let text = message.isEmpty ? rule : message
    return text.trimmed
  }

  var messageOrDefault: String { message.isEmpty ? "failed rule: \(title)" : message.trimmed }

  /// The error of a rule that does not compile: it shows the rule with its members in the server's order.
  func failure(_ field: String, _ detail: String) -> FieldError {
    .invalid(field, ordered: shown, detail)
  }

  private var shown: JSONValue {
    [
      "Rule": .string(rule), "Message": .string(message), "MessageExpression": .string(messageExpression),
      "Reason": reason.map(JSONValue.string) ?? .null, "FieldPath": .string(fieldPath),
      "OptionalOldSelf": optionalOldSelf.map(JSONValue.bool) ?? .null,
    ]
  }
}

extension String {
  /// The text without white space around it.
  package var trimmed: String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[start...end])
  }
}
