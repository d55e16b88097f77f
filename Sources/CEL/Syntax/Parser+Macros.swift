// Calls that stand for longer expressions. Everything that an expansion adds is placed at the call's parenthesis.

extension Parser {
  mutating func globalCall(_ name: String, _ arguments: [Expression], at position: Int) -> Expression {
    if name == "has", arguments.count == 1 {
      guard case .select(let operand, let field, false) = arguments[0].kind else {
        return refuse("invalid argument to has() macro", at: arguments[0].position)
      }
      return Expression(.select(operand, field: field, isTest: true), at: position)
    }
    return Expression(.call(name, target: nil, arguments), at: position)
  }

  mutating func receiverCall(_ name: String, _ target: Expression, _ arguments: [Expression], at position: Int)
    -> Expression
  {
    let macro = MacroExpansion(target: target, arguments: arguments, position: position)
    let expanded: Result<Expression, CompilationError.Issue.Thrown>?
    switch (name, arguments.count) {
    case ("all", 2): expanded = macro.all()
    case ("exists", 2): expanded = macro.exists()
    case ("exists_one", 2): expanded = macro.existsOne()
    case ("map", 2), ("map", 3): expanded = macro.map()
    case ("filter", 2): expanded = macro.filter()
    case ("all", 3): expanded = macro.all(isPaired: true)
    case ("exists", 3): expanded = macro.exists(isPaired: true)
    case ("exists_one", 3), ("existsOne", 3): expanded = macro.existsOne(isPaired: true)
    case ("transformList", 3), ("transformList", 4): expanded = macro.transformList()
    case ("transformMap", 3), ("transformMap", 4): expanded = macro.transformMap()
    case ("transformMapEntry", 3), ("transformMapEntry", 4): expanded = macro.transformMapEntry()
    case ("optMap", 2): expanded = macro.optionalMap(isFlat: false)
    case ("optFlatMap", 2): expanded = macro.optionalMap(isFlat: true)
    case ("sortBy", 2): expanded = macro.sortBy()
    default: expanded = nil
    }
    switch expanded {
    case .success(let expression)?: return expression
    case .failure(let refusal)?: return refuse(refusal.issue.message, at: refusal.issue.position)
    case nil: return Expression(.call(name, target: target, arguments), at: position)
    }
  }

  private mutating func refuse(_ message: String, at position: Int) -> Expression {
    issues.append(.init(message: message, position: position))
    return Expression(.literal(.null), at: position)
  }
}

extension CompilationError.Issue {
  struct Thrown: Error { var issue: CompilationError.Issue }
}
