/// Why nothing was generated: the field, its value and what is allowed.
public struct GeneratorError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable {
    private enum Value: Sendable { case invalid, conflict, unsupported, unreadable }
    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// A value that cannot stand where it would have to.
    public static let invalid = Code(.invalid)
    /// Versions that do not go together.
    public static let conflict = Code(.conflict)
    /// A combination that nothing is known to serve.
    public static let unsupported = Code(.unsupported)
    /// A file that is not what its name says.
    public static let unreadable = Code(.unreadable)
  }

  public let code: Code
  /// The field or file that is at fault, as the user knows it.
  public let field: String
  /// What is wrong, and what is allowed.
  public let message: String

  public init(_ code: Code, _ field: String, _ message: String) {
    (self.code, self.field, self.message) = (code, field, message)
  }

  /// A value that is not allowed, shown such that it cannot disturb a terminal.
  static func invalid(_ field: String, _ value: String, _ rule: String) -> GeneratorError {
    GeneratorError(.invalid, field, "\(PrintableText.quoted(value)) \(rule)")
  }

  public static func == (left: GeneratorError, right: GeneratorError) -> Bool {
    left.code == right.code && left.field == right.field
  }

  public var description: String { "\(PrintableText.line(field)): \(message)" }
}
