// Comparisons, arithmetic and functions.

extension Evaluator {
  /// Both operands: a failed one does not keep the other from being evaluated, nor the operator from being paid.
  private mutating func operands(_ left: Step, _ right: Step) throws(EvaluationError) -> (Value, Value) {
    let first = outcome(left)
    if case .failure(let error) = first, error.code == .costLimitExceeded { throw error }
    let second = outcome(right)
    if case .success(let first) = first, case .success(let second) = second { return (first, second) }
    try charge(1)
    return (try first.get(), try second.get())
  }

  mutating func equals(_ left: Step, _ right: Step, _ isNegated: Bool) throws(EvaluationError) -> Value {
    let (first, second) = try operands(left, right)
    try charge(CallCost.comparison(first, second, isEquality: !isNegated))
    return .bool((first == second) != isNegated)
  }

  mutating func compare(_ left: Step, _ right: Step, _ comparison: Step.Comparison, _ name: String)
    throws(EvaluationError) -> Value
  {
    let (first, second) = try operands(left, right)
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
    let (first, second) = try operands(left, right)
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
      try charge(1)
      throw Self.noOverload(call, arguments)
    }
    // What grows with a number that it is given must not run when it cannot be paid.
    if overload.id == "lists_range", case .int(let count) = arguments[0], count > Int64(clamping: limit) {
      cost = cost.addingWithoutOverflow(UInt64(clamping: count)).addingWithoutOverflow(11)
      throw .costLimitExceeded
    }
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

  private static func noOverload(_ call: Step.Call, _ arguments: [Value]) -> EvaluationError {
    if Overload.singletons.contains(call.function) { return .noSuchOverload(call.function) }
    if Overload.receivers.contains(call.function) { return .noSuchOverload }
    return .noSuchOverload(call.function, arguments)
  }

  mutating func pattern(_ call: Step.Call, _ pattern: RegularExpression) throws(EvaluationError) -> Value {
    var arguments: [Value] = []
    for argument in call.arguments { arguments.append(try evaluate(argument)) }
    guard let overload = call.overloads.first(where: { $0.accepts(arguments) }), case .string(let text) = arguments[0]
    else { throw Self.noOverload(call, arguments) }
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
