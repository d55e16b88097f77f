/// An object that cannot be acted on, with everything that is wrong with it.
public struct InvalidObject: Error, Sendable, Hashable, CustomStringConvertible {
  /// At least one, each an error.
  public var issues: [FieldIssue]

  public init(issues: [FieldIssue]) { self.issues = issues }

  /// One issue a line.
  public var description: String { issues.map(\.description).joined(separator: "\n") }
}
