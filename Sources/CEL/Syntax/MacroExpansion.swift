/// One macro call, and the folds that it can expand to.
struct MacroExpansion {
  typealias Outcome = Result<Expression, CompilationError.Issue.Thrown>

  let target: Expression
  let arguments: [Expression]
  let position: Int

  func all(isPaired: Bool = false) -> Outcome {
    quantifier(isPaired) { predicate in
      (
        literal(.bool(true)), call(Operators.notStrictlyFalse, accumulator),
        call(Operators.and, accumulator, predicate), accumulator
      )
    }
  }

  func exists(isPaired: Bool = false) -> Outcome {
    quantifier(isPaired) { predicate in
      (
        literal(.bool(false)), call(Operators.notStrictlyFalse, call(Operators.not, accumulator)),
        call(Operators.or, accumulator, predicate), accumulator
      )
    }
  }

  func existsOne(isPaired: Bool = false) -> Outcome {
    quantifier(isPaired) { predicate in
      let counted = call(Operators.add, accumulator, literal(.int(1)))
      return (
        literal(.int(0)), literal(.bool(true)), call(Operators.conditional, predicate, counted, accumulator),
        call(Operators.equals, accumulator, literal(.int(1)))
      )
    }
  }

  func map() -> Outcome {
    variable(0, "argument is not an identifier").map { name in
      let transform = arguments[arguments.count - 1]
      let step = call(Operators.add, accumulator, list([transform]))
      let filter = arguments.count == 3 ? arguments[1] : nil
      return collect(target, name, nil, list([]), filtered(step, by: filter))
    }
  }

  func filter() -> Outcome {
    variable(0, "argument is not an identifier").map { name in
      let step = call(Operators.add, accumulator, list([arguments[0]]))
      return collect(target, name, nil, list([]), filtered(step, by: arguments[1]))
    }
  }

  func transformList() -> Outcome {
    variables().map { names in
      let step = call(Operators.add, accumulator, list([arguments[arguments.count - 1]]))
      return collect(target, names.0, names.1, list([]), filtered(step, by: pairedFilter))
    }
  }

  func transformMap() -> Outcome {
    variables().map { names in
      let key = node(.identifier(names.0))
      let step = call(Operators.mapInsert, accumulator, key, arguments[arguments.count - 1])
      return collect(target, names.0, names.1, node(.map([])), filtered(step, by: pairedFilter))
    }
  }

  func transformMapEntry() -> Outcome {
    variables().map { names in
      let step = call(Operators.mapInsert, accumulator, arguments[arguments.count - 1])
      return collect(target, names.0, names.1, node(.map([])), filtered(step, by: pairedFilter))
    }
  }

  /// `target.hasValue() ? optional.of(expression on its value) : optional.none()`.
  func optionalMap(isFlat: Bool) -> Outcome {
    let macro = isFlat ? "optFlatMap" : "optMap"
    guard let name = arguments[0].identifier else {
      return refusal("\(macro)() variable name must be a simple identifier", at: arguments[0].position)
    }
    let value = node(.call("value", target: target.copy(at: position), []))
    let bound = bind(name, to: value, in: arguments[1])
    let present = isFlat ? bound : node(.call("of", target: node(.identifier("optional")), [bound]))
    let absent = node(.call("none", target: node(.identifier("optional")), []))
    return .success(call(Operators.conditional, node(.call("hasValue", target: target, [])), present, absent))
  }

  func sortBy() -> Outcome {
    switch target.kind {
    case .literal, .map, .object:
      return refusal(
        "sortBy can only be applied to a list, identifier, comprehension, call or select expression",
        at: target.position)
    default: break
    }
    let input = "@__sortBy_input__"
    return variable(0, "argument is not an identifier").map { name in
      let step = call(Operators.add, accumulator, list([arguments[1]]))
      let keys = collect(node(.identifier(input)), name, nil, list([]), step)
      let sorted = node(.call(Operators.sortByKeys, target: node(.identifier(input)), [keys]))
      return bind(input, to: target, in: sorted)
    }
  }
}

// MARK: - Parts

extension MacroExpansion {
  private var accumulator: Expression { node(.identifier(Operators.accumulator)) }

  private var pairedFilter: Expression? { arguments.count == 4 ? arguments[2] : nil }

  private func quantifier(
    _ isPaired: Bool,
    _ parts: (Expression) -> (initial: Expression, condition: Expression, step: Expression, result: Expression)
  ) -> Outcome {
    let names: Result<(String, String?), CompilationError.Issue.Thrown> =
      isPaired ? variables().map { ($0.0, $0.1) } : variable(0, "argument must be a simple name").map { ($0, nil) }
    return names.map { names in
      let parts = parts(arguments[arguments.count - 1])
      return node(
        .comprehension(
          .init(
            range: target, variable: names.0, secondVariable: names.1, accumulator: Operators.accumulator,
            initial: parts.initial, condition: parts.condition, step: parts.step, result: parts.result)))
    }
  }

  private func collect(
    _ range: Expression, _ name: String, _ second: String?, _ initial: Expression, _ step: Expression
  ) -> Expression {
    node(
      .comprehension(
        .init(
          range: range, variable: name, secondVariable: second, accumulator: Operators.accumulator, initial: initial,
          condition: literal(.bool(true)), step: step, result: accumulator)))
  }

  /// A fold over nothing, whose accumulator is the bound variable.
  private func bind(_ name: String, to value: Expression, in result: Expression) -> Expression {
    node(
      .comprehension(
        .init(
          range: list([]), variable: Operators.unusedVariable, secondVariable: nil, accumulator: name, initial: value,
          condition: literal(.bool(false)), step: node(.identifier(name)), result: result)))
  }

  private func filtered(_ step: Expression, by filter: Expression?) -> Expression {
    guard let filter else { return step }
    return call(Operators.conditional, filter, step, accumulator)
  }

  private func variables() -> Result<(String, String), CompilationError.Issue.Thrown> {
    variable(0, "argument must be a simple name").flatMap { first in
      variable(1, "argument must be a simple name").flatMap { second in
        first == second
          ? .failure(thrown("duplicate variable name: \(first)", at: arguments[1].position)) : .success((first, second))
      }
    }
  }

  private func variable(_ index: Int, _ message: String) -> Result<String, CompilationError.Issue.Thrown> {
    guard let name = arguments[index].identifier else {
      return .failure(thrown(message, at: arguments[index].position))
    }
    guard name != Operators.accumulator, name != "__result__" else {
      return .failure(thrown("iteration variable overwrites accumulator variable", at: arguments[index].position))
    }
    return .success(name)
  }

  private func refusal(_ message: String, at position: Int) -> Outcome { .failure(thrown(message, at: position)) }

  private func thrown(_ message: String, at position: Int) -> CompilationError.Issue.Thrown {
    CompilationError.Issue.Thrown(issue: .init(message: message, position: position))
  }

  private func node(_ kind: Expression.Kind) -> Expression { Expression(kind, at: position) }
  private func literal(_ value: Value) -> Expression { node(.literal(value)) }
  private func list(_ elements: [Expression]) -> Expression { node(.list(elements, optional: [])) }

  private func call(_ function: String, _ arguments: Expression...) -> Expression {
    node(.call(function, target: nil, arguments))
  }
}
