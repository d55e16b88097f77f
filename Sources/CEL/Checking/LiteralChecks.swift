/// Literals that can only fail when they are evaluated: refused when the expression is compiled.
enum LiteralChecks {
  static func issues(in expression: Expression) -> [CompilationError.Issue] {
    var issues: [CompilationError.Issue] = []
    visit(expression, &issues)
    return issues
  }

  private static func visit(_ expression: Expression, _ issues: inout [CompilationError.Issue]) {
    if case .call(let function, _, let arguments) = expression.kind, let argument = arguments.first,
      case .literal(let value) = argument.kind, !isValid(value, for: function)
    {
      issues.append(.init(message: "invalid \(function) argument", position: argument.position))
    }
    expression.forEachChild { visit($0, &issues) }
  }

  private static func isValid(_ value: Value, for function: String) -> Bool {
    guard case .string(let text) = value else { return true }
    switch function {
    case "duration": return GoDuration.parse(text) != nil
    case "timestamp": return (try? ConversionFunctions.timestamp(text)) != nil
    case "matches": return (try? RegularExpression(text)) != nil
    default: return true
    }
  }
}
