/// What is refused after the types are known: literals that can only fail when they are evaluated, mixed lists and maps,
/// and format strings that do not go with their arguments.
struct LiteralChecks {
  private var issues: [CompilationError.Issue] = []

  static func issues(in expression: Expression) -> [CompilationError.Issue] {
    var checks = LiteralChecks()
    checks.visit(expression, mayMix: false)
    return checks.issues
  }

  private mutating func visit(_ expression: Expression, mayMix: Bool) {
    var mayMix = mayMix
    switch expression.kind {
    case .call(let function, let target, let arguments):
      if let argument = arguments.first, case .literal(let value) = argument.kind, !Self.isValid(value, for: function) {
        report("invalid \(function) argument", argument.position)
      }
      if function == "format", let target {
        mayMix = true
        checkFormat(expression, target, arguments)
      }
    case .list(let elements, let optional) where !mayMix:
      checkMixture(elements.enumerated().map { ($0.element, optional.contains($0.offset)) })
    case .map(let entries) where !mayMix:
      checkMixture(entries.map { ($0.key, false) })
      checkMixture(entries.map { ($0.value, $0.isOptional) })
    default: break
    }
    var children: [Expression] = []
    expression.forEachChild { children.append($0) }
    for child in children { visit(child, mayMix: mayMix) }
  }

  private mutating func report(_ message: String, _ position: Int) {
    issues.append(.init(message: message, position: position))
  }

  private static func isValid(_ value: Value, for function: String) -> Bool {
    switch (function, value) {
    case ("duration", .string(let text)): GoDuration.parse(text) != nil
    case ("duration", _): false
    case ("timestamp", .string(let text)): (try? ConversionFunctions.timestamp(text)) != nil
    case ("timestamp", .int(let seconds)): TimestampValue.range.contains(seconds)
    case ("matches", .string(let text)): (try? RegularExpression(text)) != nil
    default: true
    }
  }

  // MARK: - Mixtures

  private mutating func checkMixture(_ elements: [(expression: Expression, isOptional: Bool)]) {
    var common: CELType?
    for element in elements {
      var type = element.expression.type
      if element.isOptional, case .optional(let wrapped) = type { type = wrapped }
      guard let known = common else {
        common = type
        continue
      }
      if !Self.isSame(known, type) {
        return report("expected type '\(known)' but found '\(type)'", element.expression.position)
      }
    }
  }

  private static func isSame(_ left: CELType, _ right: CELType) -> Bool {
    switch (left, right) {
    case (.list(let first), .list(let second)), (.optional(let first), .optional(let second)):
      isSame(first, second)
    case (.map(let firstKey, let firstValue), .map(let secondKey, let secondValue)):
      isSame(firstKey, secondKey) && isSame(firstValue, secondValue)
    case (.type, .type): true
    default: left == right
    }
  }

  // MARK: - Formats

  private mutating func checkFormat(_ call: Expression, _ target: Expression, _ arguments: [Expression]) {
    guard case .literal(.string(let pattern)) = target.kind, case .list(let elements, _)? = arguments.first?.kind else {
      return
    }
    do throws(StringFormatter.Failure) {
      let used = try StringFormatter.check(pattern, elements)
      guard elements.count > used else { return }
      let counts = "(expected \(used), got \(elements.count))"
      report("too many arguments supplied to string.format \(counts)", call.position)
    } catch {
      report(error.message, error.position ?? call.position)
    }
  }
}
