// Comparisons, arithmetic and functions.

extension Evaluator {
  mutating func equals(_ left: Step, _ right: Step, _ isNegated: Bool) throws(EvaluationError) -> Value {
    let first = try evaluate(left)
    let second = try evaluate(right)
    try charge(CallCost.comparison(first, second, isEquality: !isNegated))
    return .bool((first == second) != isNegated)
  }

  mutating func compare(_ left: Step, _ right: Step, _ comparison: Step.Comparison, _ name: String)
    throws(EvaluationError) -> Value
  {
    let first = try evaluate(left)
    let second = try evaluate(right)
    try charge(CallCost.order(first, second))
    guard first.isComparable else { throw .noSuchOverload(name) }
    let order = try first.compare(second)
    switch comparison {
    case .less: return .bool(order < 0)
    case .lessOrEqual: return .bool(order <= 0)
    case .greater: return .bool(order > 0)
    case .greaterOrEqual: return .bool(order >= 0)
    }
  }

  mutating func arithmetic(_ left: Step, _ right: Step, _ operation: Step.Operation) throws(EvaluationError) -> Value {
    let first = try evaluate(left)
    let second = try evaluate(right)
    switch operation {
    case .add:
      try charge(CallCost.addition(first, second))
      return try Arithmetic.add(first, second)
    case .subtract:
      try charge(1)
      return try Arithmetic.subtract(first, second)
    case .multiply:
      try charge(1)
      return try Arithmetic.multiply(first, second)
    case .divide:
      try charge(1)
      return try Arithmetic.divide(first, second)
    case .modulo:
      try charge(1)
      return try Arithmetic.modulo(first, second)
    }
  }

  mutating func call(_ call: Step.Call) throws(EvaluationError) -> Value {
    var arguments: [Value] = []
    arguments.reserveCapacity(call.arguments.count)
    for argument in call.arguments { arguments.append(try evaluate(argument)) }
    guard let overload = call.overloads.first(where: { $0.accepts(arguments) }) else {
      throw .noSuchOverload(call.function, arguments)
    }
    // Functions whose cost grows with a number that they are given are paid for before they run.
    if overload.id == "lists_range" { try charge(CallCost.ahead(arguments)) }
    let result: Value
    do { result = try overload.implementation(arguments) } catch let error as EvaluationError {
      try charge(CallCost.call(overload, arguments, nil))
      throw error
    } catch {
      throw .noSuchOverload
    }
    try charge(CallCost.call(overload, arguments, result))
    return result
  }

  mutating func pattern(_ call: Step.Call, _ pattern: RegularExpression) throws(EvaluationError) -> Value {
    var arguments: [Value] = []
    for argument in call.arguments { arguments.append(try evaluate(argument)) }
    guard let overload = call.overloads.first(where: { $0.accepts(arguments) }), case .string(let text) = arguments[0]
    else { throw .noSuchOverload(call.function, arguments) }
    try charge(CallCost.call(overload, arguments, nil))
    switch call.function {
    case "matches": return .bool(pattern.matches(text))
    case "find": return .string(pattern.firstMatch(in: text) ?? "")
    default:
      var limit = Int.max
      if arguments.count == 3, case .int(let most) = arguments[2], most >= 0 { limit = Int(clamping: most) }
      return .list(pattern.allMatches(in: text, limit: limit).map(Value.string))
    }
  }
}
