/// What is wrong with one field of an object: where, what stands there and what is allowed.
public struct FieldIssue: Sendable, Hashable, CustomStringConvertible {
  /// How much an issue matters.
  public enum Severity: Sendable, Hashable {
    /// The object cannot be acted on.
    case error
    /// The object can be acted on, but will not do all that it says: worth showing to its author.
    case warning
  }

  /// The path from the top of the object, such as `spec.strategy.canary.steps[1].weight`.
  public var path: String
  /// The value as JSON text, cut to a readable length; empty when the field is missing.
  public var value: String
  /// What is allowed, in the form "must ...".
  public var message: String
  public var severity: Severity

  public init(path: String, value: String, message: String, severity: Severity = .error) {
    self.path = path
    self.value = value
    self.message = message
    self.severity = severity
  }

  /// One line: path, value and message.
  public var description: String { value.isEmpty ? "\(path): \(message)" : "\(path): \(value): \(message)" }
}
