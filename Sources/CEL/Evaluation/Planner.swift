/// Turns a checked expression into steps; what is constant is evaluated once and costs nothing afterwards.
struct Planner {
  /// A constant that has no value, like `int('x')`.
  private(set) var failure: EvaluationError?
  private var locals: [[String: Int]] = []
  /// How many local variables an evaluation has at once.
  private(set) var slots = 0

  mutating func plan(_ expression: Expression) -> Step {
    switch expression.kind {
    case .literal(let value): return .constant(value)
    case .identifier(let name): return identifier(name, expression)
    case .select(let operand, let field, let isTest):
      return isTest ? .test(base(operand), field) : .select(base(operand), field)
    case .call(let function, let target, let arguments):
      return call(function, (target.map { [$0] } ?? []) + arguments, expression)
    case .list(let elements, let optional):
      let steps = elements.map { plan($0) }
      return folded(.list(steps, optional: optional), steps, if: optional.isEmpty)
    case .map(let entries):
      let planned = entries.map { Step.Entry(key: plan($0.key), value: plan($0.value), isOptional: $0.isOptional) }
      return folded(
        .map(planned), planned.flatMap { [$0.key, $0.value] }, if: !planned.contains(where: \.isOptional))
    case .object(_, let fields):
      guard case .object(let declaration) = expression.type else { return .constant(.null) }
      return .object(
        declaration, fields.map { Step.Field(name: $0.name, value: plan($0.value), isOptional: $0.isOptional) })
    case .comprehension(let fold): return self.fold(fold)
    }
  }

  private func identifier(_ name: String, _ expression: Expression) -> Step {
    for scope in locals.reversed() { if let slot = scope[name] { return .local(slot) } }
    if let type = Checker.typeNames[name] { return .typeOr(name, type) }
    if PatchTypes.declaration(named: name) != nil, case .type(let type?) = expression.type {
      return .typeOr(name, type)
    }
    return .variable(name)
  }

  // MARK: - Calls

  private mutating func call(_ function: String, _ arguments: [Expression], _ expression: Expression) -> Step {
    if function == Operators.optionalSelect, case .literal(.string(let field)) = arguments[1].kind {
      return .optionalSelect(base(arguments[0]), field)
    }
    let isAccess = function == Operators.index || function == Operators.optionalIndex
    let steps = arguments.enumerated().map { isAccess && $0.offset == 0 ? base($0.element) : plan($0.element) }
    if let step = logic(function, steps) ?? relation(function, steps) ?? arithmetic(function, steps) { return step }
    if function == Operators.contains { return membership(steps, expression.overloads) }
    let call = Step.Call(function: function, overloads: expression.overloads, arguments: steps)
    if ["matches", "find", "findAll"].contains(function), steps.count >= 2, case .constant(.string(let text)) = steps[1]
    {
      do throws(RegularExpression.Failure) { return .pattern(call, try RegularExpression(text)) } catch {
        if failure == nil { failure = EvaluationError(error.description) }
      }
    }
    return folded(.call(call), steps, if: Self.conversions.contains(function))
  }

  private static let conversions: Set = [
    "bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint",
  ]

  /// What fields and elements are selected from.
  private mutating func base(_ expression: Expression) -> Step {
    let step = plan(expression)
    return step.isAttribute ? step : .base(step)
  }

  /// The value of a step whose parts are all constant.
  private mutating func folded(_ step: Step, _ parts: [Step], if isWanted: Bool) -> Step {
    guard isWanted, parts.allSatisfy(\.isConstant) else { return step }
    var evaluator = Evaluator([String: Value](), slots: 0, limit: .max)
    switch evaluator.outcome(step) {
    case .success(let value): return .constant(value)
    case .failure(let error):
      if failure == nil { failure = error }
      return step
    }
  }

  private func membership(_ steps: [Step], _ overloads: [Overload]) -> Step {
    if overloads.count == 1, case .constant(.list(let list)) = steps[1], let set = ConstantSet(list) {
      return .member(steps[0], of: set)
    }
    return .contains(steps[0], in: steps[1], isDynamic: overloads.count > 1)
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
  /// A variable, or what is selected from something.
  var isAttribute: Bool {
    switch self {
    case .variable, .local, .select, .index, .optionalSelect, .optionalIndex: true
    default: false
    }
  }

  fileprivate var isConstant: Bool { if case .constant = self { true } else { false } }

  /// A type's name stands for the type unless a variable has that name.
  fileprivate static func typeOr(_ name: String, _ type: CELType) -> Step { .constant(.type(type)) }
}
