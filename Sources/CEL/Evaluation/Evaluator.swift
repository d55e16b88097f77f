/// One evaluation: local variables, and what it has cost so far.
struct Evaluator {
  let variables: any VariableSource
  let limit: UInt64
  var cost: UInt64 = 0
  var locals: [Result<Value, EvaluationError>]

  init(_ variables: any VariableSource, slots: Int, limit: UInt64) {
    self.variables = variables
    self.limit = limit
    locals = Array(repeating: .success(.null), count: slots)
  }

  /// Adds to the cost.
  mutating func charge(_ amount: UInt64) throws(EvaluationError) {
    let (sum, overflow) = cost.addingReportingOverflow(amount)
    cost = overflow ? .max : sum
    guard cost <= limit else { throw .costLimitExceeded }
  }

  mutating func evaluate(_ step: Step) throws(EvaluationError) -> Value {
    switch step {
    case .constant(let value): return value
    case .variable(let name): return try variable(name)
    case .local(let slot):
      try charge(1)
      return try locals[slot].get()
    case .select(let operand, let field): return try select(operand, field)
    case .test(let operand, let field): return try test(operand, field)
    case .optionalSelect(let operand, let field): return try optionalSelect(operand, field)
    case .index(let operand, let index): return try self.index(operand, index)
    case .optionalIndex(let operand, let index): return try optionalIndex(operand, index)
    case .and(let left, let right): return try logic(left, right, decisive: false)
    case .or(let left, let right): return try logic(left, right, decisive: true)
    case .not(let operand): return try not(operand)
    case .notStrictlyFalse(let operand): return try notStrictlyFalse(operand)
    case .conditional(let condition, let first, let second):
      guard case .bool(let isTrue) = try evaluate(condition) else { throw .noSuchOverload }
      return try unpaid(isTrue ? first : second)
    case .equals(let left, let right, let isNegated): return try equals(left, right, isNegated)
    case .compare(let left, let right, let comparison, let name): return try compare(left, right, comparison, name)
    case .arithmetic(let left, let right, let operation): return try arithmetic(left, right, operation)
    case .negate(let operand): return try Arithmetic.negate(try paid(operand))
    case .contains(let element, let collection, let isDynamic): return try contains(element, collection, isDynamic)
    case .member(let element, let set): return .bool(set.contains(try evaluate(element)))
    case .optionalOr(let left, let right, let unwraps): return try optionalOr(left, right, unwraps)
    case .list(let elements, let optional): return try list(elements, optional)
    case .map(let entries): return try map(entries)
    case .object(let declaration, let fields): return try object(declaration, fields)
    case .call(let call): return try self.call(call)
    case .pattern(let call, let pattern): return try self.pattern(call, pattern)
    case .fold(let fold): return try self.fold(fold)
    case .base(let operand):
      let value = try evaluate(operand)
      try charge(1)
      return value
    case .bind(let slot, let value, let body):
      locals[slot] = outcome(value)
      return try evaluate(body)
    }
  }

  /// The value or the error of a step, where errors are values too.
  mutating func outcome(_ step: Step) -> Result<Value, EvaluationError> {
    do throws(EvaluationError) { return .success(try evaluate(step)) } catch { return .failure(error) }
  }

  /// The value of a step that is the only operand of another, which costs 1 whether it fails or not.
  private mutating func paid(_ operand: Step) throws(EvaluationError) -> Value {
    let result = outcome(operand)
    try charge(1)
    return try result.get()
  }

  /// Branches and keys that are nothing but variables and their fields come free.
  mutating func unpaid(_ step: Step) throws(EvaluationError) -> Value {
    let before = cost
    let value = try evaluate(step)
    if step.isAttribute { cost = before }
    return value
  }

  private mutating func variable(_ name: String) throws(EvaluationError) -> Value {
    try charge(1)
    guard let value = try variables.value(of: name) else { throw EvaluationError("no such attribute(s): \(name)") }
    return value
  }

  // MARK: - Logic

  /// `&&` and `||`: a decisive side wins over an error on the other.
  private mutating func logic(_ left: Step, _ right: Step, decisive: Bool) throws(EvaluationError) -> Value {
    let first = outcome(left)
    if case .success(.bool(decisive)) = first { return .bool(decisive) }
    if case .failure(let error) = first, error.code == .costLimitExceeded { throw error }
    let second = outcome(right)
    if case .success(.bool(decisive)) = second { return .bool(decisive) }
    if case .failure(let error) = second, error.code == .costLimitExceeded { throw error }
    if case .failure(let error) = first { throw error }
    guard case .success(.bool) = first else { throw .noSuchOverload }
    if case .failure(let error) = second { throw error }
    guard case .success(.bool) = second else { throw .noSuchOverload }
    return .bool(!decisive)
  }

  private mutating func not(_ operand: Step) throws(EvaluationError) -> Value {
    guard case .bool(let bool) = try paid(operand) else { throw .noSuchOverload }
    return .bool(!bool)
  }

  private mutating func notStrictlyFalse(_ operand: Step) throws(EvaluationError) -> Value {
    let result = outcome(operand)
    if case .failure(let error) = result, error.code == .costLimitExceeded { throw error }
    try charge(1)
    if case .success(.bool(false)) = result { return .bool(false) }
    return .bool(true)
  }

  private mutating func optionalOr(_ left: Step, _ right: Step, _ unwraps: Bool) throws(EvaluationError) -> Value {
    guard case .optional(let value) = try evaluate(left) else {
      throw .noSuchOverload(unwraps ? "orValue" : "or")
    }
    if let value { return unwraps ? value : .optional(value) }
    return try evaluate(right)
  }

  // MARK: - Aggregates

  private mutating func list(_ elements: [Step], _ optional: Set<Int>) throws(EvaluationError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (position, element) in elements.enumerated() {
      let value = try evaluate(element)
      guard optional.contains(position) else {
        values.append(value)
        continue
      }
      guard case .optional(let wrapped) = value else {
        throw EvaluationError(
          "cannot initialize optional list element from non-optional value \(value.plainText)")
      }
      if let wrapped { values.append(wrapped) }
    }
    try charge(10)
    return .list(values)
  }

  private mutating func object(
    _ declaration: TypeDeclaration, _ fields: [Step.Field]
  ) throws(EvaluationError) -> Value {
    var made: [String: Value] = [:]
    for field in fields {
      let value = try evaluate(field.value)
      guard field.isOptional else {
        made[field.name] = value
        continue
      }
      guard case .optional(let wrapped) = value else {
        throw EvaluationError(
          "cannot initialize optional entry '\(field.name)' from non-optional value \(value.plainText)")
      }
      made[field.name] = wrapped
    }
    try charge(40)
    return .object(ObjectValue(made: made, as: declaration))
  }

  private mutating func map(_ entries: [Step.Entry]) throws(EvaluationError) -> Value {
    var pairs: [(key: Value, value: Value)] = []
    for entry in entries {
      let key = try evaluate(entry.key)
      var value = try evaluate(entry.value)
      if entry.isOptional {
        guard case .optional(let wrapped) = value else {
          throw EvaluationError(
            "cannot initialize optional entry '\(key.plainText)' from non-optional value \(value.plainText)")
        }
        guard let wrapped else { continue }
        value = wrapped
      }
      pairs.append((key, value))
    }
    try charge(30)
    return .map(try MapValue(pairs, replaces: true))
  }
}
