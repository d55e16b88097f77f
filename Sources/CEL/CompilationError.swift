/// Why an expression does not compile.
public struct CompilationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One thing that is wrong, and where.
  public struct Issue: Sendable, Equatable {
    public var message: String
    /// Distance in code points from the start of the expression; negative when it concerns the whole of it.
    public var position: Int
  }

  public var issues: [Issue]
  /// Whether the expression is well formed, but has a constant part that cannot be evaluated.
  public private(set) var isInstantiation = false
  /// The issues in the order of their places, each with the line it occurred on and a mark below it.
  public var description: String

  init(_ issues: [Issue], in source: SourceText) {
    let sorted = issues.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
    self.issues = sorted.map(\.element)
    let shown = self.issues.prefix(Self.mostShown).map(source.display)
    let rest = issues.count - shown.count
    description = (shown + (rest > 0 ? ["\(rest) more errors were truncated"] : [])).joined(separator: "\n")
  }

  /// A constant part of the expression that has no value.
  init(_ failure: EvaluationError) {
    issues = [Issue(message: failure.message, position: -1)]
    description = failure.message
    isInstantiation = true
  }

  private static let mostShown = 100
}
