/// Estimates from the declared sizes what an expression can cost, as the API server does before it accepts a rule.
///
/// The rules decide which definitions a server takes, so that their quirks are kept.
struct CostEstimator {
  /// What is known of the elements of a list or a map that the expression itself makes.
  struct Entries {
    var isList: Bool
    var key: Estimate
    var value: Estimate

    func union(_ other: Entries?) -> Entries? {
      other.map { Entries(isList: isList, key: key.union($0.key), value: value.union($0.value)) }
    }
  }

  private struct Local {
    var path: [String]
    var size: Estimate?
    var entries: Entries?
  }

  /// The declaration that paths start at.
  private let root: TypeDeclaration?
  private var locals: [String: [Local]] = [:]
  private var paths: [ObjectIdentifier: [String]] = [:]
  private var sizes: [ObjectIdentifier: Estimate] = [:]
  private var entrySizes: [ObjectIdentifier: Entries] = [:]

  private init(root: TypeDeclaration?) { self.root = root }

  static func estimate(_ expression: Expression, root: TypeDeclaration?) -> Estimate {
    var estimator = CostEstimator(root: root)
    return estimator.cost(expression)
  }

  mutating func cost(_ expression: Expression) -> Estimate {
    switch expression.kind {
    case .literal: return Estimate(exactly: 0)
    case .identifier(let name):
      paths[ObjectIdentifier(expression)] = locals[name]?.last.map(\.path) ?? [name]
      return Estimate(exactly: 1)
    case .select(let operand, let field, let isTest): return select(expression, operand, field, isTest)
    case .call(let function, let target, let arguments): return call(expression, function, target, arguments)
    case .list(let elements, _): return list(expression, elements)
    case .map(let entries): return map(expression, entries)
    case .object: return Estimate(exactly: 40)
    case .comprehension(let fold):
      return isBinding(fold) ? bind(expression, fold) : comprehension(expression, fold)
    }
  }

  private mutating func select(_ expression: Expression, _ operand: Expression, _ field: String, _ isTest: Bool)
    -> Estimate
  {
    var sum = cost(operand)
    guard !isTest else { return sum }
    switch operand.type {
    case .map, .object, .named, .parameter: sum = sum.adding(Estimate(exactly: 1))
    default: break
    }
    paths[ObjectIdentifier(expression)] = path(operand) + [field]
    return sum
  }

  // MARK: - Aggregates

  private mutating func list(_ expression: Expression, _ elements: [Expression]) -> Estimate {
    var sum = Estimate(exactly: 10)
    var item = Estimate(elements.isEmpty ? 0 : .max, 0)
    for element in elements {
      sum = sum.adding(cost(element))
      item = item.union(size(element) ?? .unknown)
    }
    entrySizes[ObjectIdentifier(expression)] = Entries(isList: true, key: Estimate(exactly: 1), value: item)
    return sum
  }

  private mutating func map(_ expression: Expression, _ entries: [Expression.Entry]) -> Estimate {
    var sum = Estimate(exactly: 30)
    var key = Estimate(entries.isEmpty ? 0 : .max, 0)
    var value = key
    for entry in entries {
      sum = sum.adding(cost(entry.key)).adding(cost(entry.value))
      key = key.union(size(entry.key) ?? .unknown)
      value = value.union(size(entry.value) ?? .unknown)
    }
    entrySizes[ObjectIdentifier(expression)] = Entries(isList: false, key: key, value: value)
    return sum
  }

  private func isBinding(_ fold: Expression.Comprehension) -> Bool {
    guard case .list(let elements, _) = fold.range.kind, elements.isEmpty,
      case .literal(.bool(false)) = fold.condition.kind
    else { return false }
    return fold.accumulator != "__result__"
  }

  private mutating func bind(_ expression: Expression, _ fold: Expression.Comprehension) -> Estimate {
    var sum = cost(fold.range).adding(cost(fold.initial))
    push(fold.accumulator, Local(path: path(fold.initial), size: size(fold.initial), entries: entries(fold.initial)))
    sum = sum.adding(cost(fold.result))
    pop(fold.accumulator)
    setSize(expression, size(fold.result))
    entrySizes[ObjectIdentifier(expression)] = entries(fold.result)
    return sum
  }

  private mutating func comprehension(_ expression: Expression, _ fold: Expression.Comprehension) -> Estimate {
    var sum = cost(fold.range).adding(cost(fold.initial))
    push(fold.accumulator, Local(path: path(fold.initial), size: size(fold.initial), entries: entries(fold.initial)))
    pushVariables(fold)
    let loop = cost(fold.condition)
    let step = cost(fold.step)
    pop(fold.variable)
    if let second = fold.secondVariable { pop(second) }
    sum = sum.adding(cost(fold.result))
    pop(fold.accumulator)
    let count = size(fold.range) ?? .unknown
    sum = sum.adding(count.multiplied(by: step.adding(loop)))
    switch fold.initial.kind {
    case .literal: setSize(expression, size(fold.initial))
    case .list, .map:
      setSize(expression, count)
      if let stepEntries = entries(fold.step) { entrySizes[ObjectIdentifier(expression)] = stepEntries }
    default: break
    }
    return sum
  }

  private mutating func pushVariables(_ fold: Expression.Comprehension) {
    let known = entries(fold.range)
    var isList = known?.isList ?? false
    if known == nil, case .list = fold.range.type { isList = true }
    let base = path(fold.range)
    let key = Local(path: base + [isList ? "@indices" : "@keys"], size: known?.key)
    let value = Local(path: base + [isList ? "@items" : "@values"], size: known?.value)
    if let second = fold.secondVariable {
      push(fold.variable, key)
      push(second, value)
    } else {
      push(fold.variable, isList ? value : key)
    }
  }

  private mutating func push(_ name: String, _ local: Local) { locals[name, default: []].append(local) }
  private mutating func pop(_ name: String) { _ = locals[name]?.popLast() }

  // MARK: - Calls

  private mutating func call(
    _ expression: Expression, _ function: String, _ target: Expression?, _ arguments: [Expression]
  ) -> Estimate {
    if function == "dyn", let argument = arguments.first {
      let sum = cost(argument).adding(Estimate(exactly: 1))
      setSize(expression, size(argument))
      entrySizes[ObjectIdentifier(expression)] = entries(argument)
      return sum
    }
    let costs = arguments.map { cost($0) }
    let ids = function == Operators.optionalSelect ? ["select_optional_field"] : expression.overloads.map(\.id)
    guard !ids.isEmpty else { return Estimate(exactly: 0) }
    let targetCost = target.map { cost($0) } ?? Estimate(exactly: 0)
    var total = Estimate(.max, 0)
    var resultSize: Estimate?
    for id in ids {
      let rules = CallEstimator(function: function, overload: id, target: target, arguments: arguments, costs: costs)
      let estimate = rules.estimate(&self, of: expression)
      total = total.union(estimate.cost)
      if let size = estimate.size { resultSize = resultSize.map { $0.union(size) } ?? size }
      if id == "index_list" || id == "index_map" {
        resultSize = entries(arguments[0])?.value
        paths[ObjectIdentifier(expression)] = path(arguments[0]) + [id == "index_list" ? "@items" : "@values"]
      }
      if resultSize == nil { resultSize = size(expression) }
    }
    setSize(expression, resultSize)
    return targetCost.adding(total)
  }

  // MARK: - Sizes

  func path(_ expression: Expression) -> [String] {
    if let name = expression.identifier, let local = locals[name]?.last { return local.path }
    return paths[ObjectIdentifier(expression)] ?? []
  }

  private mutating func setSize(_ expression: Expression, _ size: Estimate?) {
    if let size { sizes[ObjectIdentifier(expression)] = size }
  }

  mutating func setEntries(_ expression: Expression, _ entries: Entries?) {
    if let entries { entrySizes[ObjectIdentifier(expression)] = entries }
  }

  func entries(_ expression: Expression) -> Entries? {
    if let known = entrySizes[ObjectIdentifier(expression)] { return known }
    return expression.identifier.flatMap { locals[$0]?.last?.entries }
  }

  /// The size of an expression's value, when something is known of it.
  mutating func size(_ expression: Expression) -> Estimate? {
    if let known = sizes[ObjectIdentifier(expression)] { return known }
    switch expression.kind {
    case .literal(let value):
      switch value {
      case .string, .bytes, .bool, .double, .duration, .int, .timestamp, .uint, .null:
        return Estimate(exactly: UInt64(value.count ?? 1))
      default: return nil
      }
    case .list(let elements, _): return Estimate(exactly: UInt64(elements.count))
    case .map(let entries): return Estimate(exactly: UInt64(entries.count))
    default: break
    }
    if let declared = declaredSize(path(expression)) {
      sizes[ObjectIdentifier(expression)] = declared
      return declared
    }
    if Self.isScalar(expression.type) { return Estimate(exactly: 1) }
    return expression.identifier.flatMap { locals[$0]?.last?.size }
  }

  /// The size that is declared for what stands at a path.
  func declaredSize(_ path: [String]) -> Estimate? {
    guard let root, !path.isEmpty, let declaration = root.descendant(path.dropFirst()) else { return nil }
    return Estimate(0, declaration.largestCount)
  }

  private static func isScalar(_ type: CELType) -> Bool {
    switch type {
    case .bool, .double, .duration, .int, .timestamp, .uint: true
    case .optional(let wrapped): isScalar(wrapped)
    default: false
    }
  }
}
