/// Turns a checked expression into steps.
struct Planner {
  private var locals: [[String: Int]] = []
  /// How many local variables an evaluation has at once.
  private(set) var slots = 0

  mutating func plan(_ expression: Expression) -> Step {
    switch expression.kind {
    case .literal(let value): return .constant(value)
    case .identifier(let name): return identifier(name)
    case .select(let operand, let field, let isTest):
      return isTest ? .test(plan(operand), field) : .select(plan(operand), field)
    case .call(let function, let target, let arguments):
      return call(function, (target.map { [$0] } ?? []) + arguments, expression)
    case .list(let elements, let optional): return .list(elements.map { plan($0) }, optional: optional)
    case .map(let entries):
      return .map(entries.map { .init(key: plan($0.key), value: plan($0.value), isOptional: $0.isOptional) })
    case .object: return .constant(.null)
    case .comprehension(let fold): return self.fold(fold)
    }
  }

  private func identifier(_ name: String) -> Step {
    for scope in locals.reversed() { if let slot = scope[name] { return .local(slot) } }
    if let type = Checker.typeNames[name] { return .typeOr(name, type) }
    return .variable(name)
  }

  // MARK: - Calls

  private mutating func call(_ function: String, _ arguments: [Expression], _ expression: Expression) -> Step {
    if function == Operators.optionalSelect, case .literal(.string(let field)) = arguments[1].kind {
      return .optionalSelect(plan(arguments[0]), field)
    }
    let steps = arguments.map { plan($0) }
    if let step = logic(function, steps) ?? relation(function, steps) ?? arithmetic(function, steps) { return step }
    let call = Step.Call(function: function, overloads: expression.overloads, arguments: steps)
    if ["matches", "find", "findAll"].contains(function), arguments.count >= 2,
      case .literal(.string(let text)) = arguments[1].kind, let pattern = try? RegularExpression(text)
    {
      return .pattern(call, pattern)
    }
    return .call(call)
  }

  private func logic(_ function: String, _ steps: [Step]) -> Step? {
    switch function {
    case Operators.and: .and(steps[0], steps[1])
    case Operators.or: .or(steps[0], steps[1])
    case Operators.not: .not(steps[0])
    case Operators.notStrictlyFalse: .notStrictlyFalse(steps[0])
    case Operators.conditional: .conditional(steps[0], steps[1], steps[2])
    case "or" where steps.count == 2: .optionalOr(steps[0], steps[1], unwraps: false)
    case "orValue" where steps.count == 2: .optionalOr(steps[0], steps[1], unwraps: true)
    default: nil
    }
  }

  private func relation(_ function: String, _ steps: [Step]) -> Step? {
    switch function {
    case Operators.equals: .equals(steps[0], steps[1], isNegated: false)
    case Operators.notEquals: .equals(steps[0], steps[1], isNegated: true)
    case Operators.less: .compare(steps[0], steps[1], .less, name: function)
    case Operators.lessOrEqual: .compare(steps[0], steps[1], .lessOrEqual, name: function)
    case Operators.greater: .compare(steps[0], steps[1], .greater, name: function)
    case Operators.greaterOrEqual: .compare(steps[0], steps[1], .greaterOrEqual, name: function)
    case Operators.contains: .contains(steps[0], in: steps[1])
    case Operators.index: .index(steps[0], steps[1])
    case Operators.optionalIndex: .optionalIndex(steps[0], steps[1])
    default: nil
    }
  }

  private func arithmetic(_ function: String, _ steps: [Step]) -> Step? {
    switch function {
    case Operators.add: .arithmetic(steps[0], steps[1], .add)
    case Operators.subtract: .arithmetic(steps[0], steps[1], .subtract)
    case Operators.multiply: .arithmetic(steps[0], steps[1], .multiply)
    case Operators.divide: .arithmetic(steps[0], steps[1], .divide)
    case Operators.modulo: .arithmetic(steps[0], steps[1], .modulo)
    case Operators.negate: .negate(steps[0])
    default: nil
    }
  }

  // MARK: - Folds

  private mutating func makeSlot() -> Int {
    slots += 1
    return slots - 1
  }

  private mutating func fold(_ fold: Expression.Comprehension) -> Step {
    let accumulator = makeSlot()
    if fold.variable == Operators.unusedVariable {
      let initial = plan(fold.initial)
      locals.append([fold.accumulator: accumulator])
      defer { locals.removeLast() }
      return .bind(accumulator, initial, plan(fold.result))
    }
    let range = plan(fold.range)
    let initial = plan(fold.initial)
    let first = makeSlot()
    let second = fold.secondVariable == nil ? nil : makeSlot()
    locals.append([fold.accumulator: accumulator])
    var loop = [fold.variable: first]
    if let name = fold.secondVariable { loop[name] = second }
    locals.append(loop)
    let body = self.body(fold)
    locals.removeLast()
    let result = plan(fold.result)
    locals.removeLast()
    return .fold(
      .init(
        range: range, variable: first, secondVariable: second, accumulator: accumulator, initial: initial, body: body,
        result: result))
  }

  /// The macros' ways to build lists and maps are recognized, so that they take linear time.
  private mutating func body(_ fold: Expression.Comprehension) -> Step.Body {
    var step = fold.step
    var filter: Expression?
    if case .call(Operators.conditional, _, let parts) = step.kind, parts[2].identifier == Operators.accumulator {
      filter = parts[0]
      step = parts[1]
    }
    let general = Step.Body.general(condition: plan(fold.condition), step: plan(fold.step))
    guard case .call(let function, _, let arguments) = step.kind, arguments[0].identifier == Operators.accumulator
    else { return general }
    let filterStep = filter.map { plan($0) }
    switch (function, arguments.count) {
    case (Operators.add, 2):
      guard case .list(let elements, _) = arguments[1].kind, elements.count == 1 else { return general }
      return .list(filter: filterStep, element: plan(elements[0]))
    case (Operators.mapInsert, 3): return .map(filter: filterStep, key: plan(arguments[1]), value: plan(arguments[2]))
    case (Operators.mapInsert, 2): return .entries(filter: filterStep, map: plan(arguments[1]))
    default: return general
    }
  }
}

extension Step {
  /// A type's name stands for the type unless a variable has that name.
  fileprivate static func typeOr(_ name: String, _ type: CELType) -> Step { .constant(.type(type)) }
}
