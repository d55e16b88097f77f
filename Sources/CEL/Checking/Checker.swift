/// Gives every node of an expression its type, and finds out which functions its calls mean.
struct Checker {
  private var scopes: [[String: CELType]]
  private var unifier = TypeUnifier()
  private var issues: [CompilationError.Issue] = []
  private let functions: FunctionTable
  private let makesPatches: Bool
  private(set) var referenced: Set<String> = []

  private init(_ variables: [String: CELType], _ functions: FunctionTable, makesPatches: Bool) {
    scopes = [variables]
    self.makesPatches = makesPatches
    self.functions = functions
  }

  /// Checks an expression in place.
  ///
  /// - Returns: the names of the environment's variables that it uses.
  static func check(
    _ expression: Expression, variables: [String: CELType], makesPatches: Bool = false, in source: SourceText
  ) throws(CompilationError) -> Set<String> {
    var checker = Checker(variables, .kubernetes, makesPatches: makesPatches)
    checker.check(expression)
    checker.finish(expression)
    guard checker.issues.isEmpty else { throw CompilationError(checker.issues, in: source) }
    let literals = LiteralChecks.issues(in: expression)
    guard literals.isEmpty else { throw CompilationError(literals, in: source) }
    return checker.referenced
  }

  private mutating func check(_ expression: Expression) {
    switch expression.kind {
    case .literal(let value): expression.type = value.type
    case .identifier(let name): checkIdentifier(expression, name)
    case .select(let operand, let field, let isTest): checkSelect(expression, operand, field, isTest)
    case .call(let function, let target, let arguments): checkCall(expression, function, target, arguments)
    case .list(let elements, let optional): checkList(expression, elements, optional)
    case .map(let entries): checkMap(expression, entries)
    case .object(let name, let fields):
      checkObject(expression, name, fields)
    case .comprehension(let fold): checkComprehension(expression, fold)
    }
  }

  /// There are no types that objects could be made of, but for those of patches.
  private mutating func checkObject(_ expression: Expression, _ name: String, _ fields: [Expression.Field]) {
    guard let type = lookup(name) else {
      return report("undeclared reference to '\(name)' (in container '')", expression)
    }
    if case .type(.object(let declaration)?) = type {
      return checkMade(expression, declaration, fields)
    }
    if case .type(let instance) = type {
      report("'\(instance?.description ?? "type")' is not a message type", expression)
    } else {
      report("'\(type)' is not a type", expression)
    }
    for field in fields {
      check(field.value)
      issues.append(.init(message: "unexpected failed resolution of '\(name)'", position: field.position))
    }
  }

  private mutating func checkMade(
    _ expression: Expression, _ declaration: TypeDeclaration, _ fields: [Expression.Field]
  ) {
    expression.type = .object(declaration)
    for field in fields {
      check(field.value)
      let type = field.isOptional ? unwrapped(field.value) : field.value.type
      guard case .object(let declared) = declaration.form else { continue }
      let wanted = declared[field.name]?.declaration.type
      if let wanted, unifier.assign(wanted, to: type) { continue }
      issues.append(
        .init(
          message: "expected type of field '\(field.name)' is '\(wanted?.description ?? "")' but provided type is "
            + "'\(shown(type))'", position: field.position))
    }
  }

  private mutating func report(_ message: String, _ expression: Expression) {
    issues.append(.init(message: message, position: expression.position))
  }

  private func shown(_ type: CELType) -> String { unifier.resolve(type, final: true).description }
}

// MARK: - Names

extension Checker {
  private mutating func lookup(_ name: String) -> CELType? {
    let bare = name.hasPrefix(".") ? String(name.dropFirst()) : name
    for (depth, scope) in scopes.enumerated().reversed() {
      guard let type = scope[bare] else { continue }
      if depth == 0 { referenced.insert(bare) }
      return type
    }
    if let type = Self.typeNames[bare] { return .type(type) }
    return makesPatches ? PatchTypes.declaration(named: bare).map { .type(.object($0)) } : nil
  }

  static let typeNames: [String: CELType] = [
    "bool": .bool, "bytes": .bytes, "double": .double, "google.protobuf.Duration": .duration, "int": .int,
    "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null, "string": .string,
    "google.protobuf.Timestamp": .timestamp, "type": .type(nil), "uint": .uint, "optional_type": .optional(.dyn),
    "net.IP": .ip, "net.CIDR": .cidr,
  ]

  private mutating func checkIdentifier(_ expression: Expression, _ name: String) {
    if let type = lookup(name) {
      expression.type = type
      if name.hasPrefix(".") { expression.kind = .identifier(String(name.dropFirst())) }
    } else {
      report("undeclared reference to '\(name)' (in container '')", expression)
    }
  }

  private mutating func checkSelect(_ expression: Expression, _ operand: Expression, _ field: String, _ isTest: Bool) {
    if !isTest, let name = expression.qualifiedName, let type = lookup(name) {
      expression.type = type
      expression.kind = .identifier(name)
      return
    }
    let type = fieldType(expression, operand, field, isOptional: false)
    expression.type = isTest ? .bool : unifier.resolve(type)
  }

  private mutating func fieldType(_ expression: Expression, _ operand: Expression, _ field: String, isOptional: Bool)
    -> CELType
  {
    check(operand)
    var target = unifier.resolve(operand.type)
    var wraps = isOptional
    if case .optional(let wrapped) = target {
      target = wrapped
      wraps = true
    }
    var result = CELType.error
    switch target {
    case .map(_, let value): result = value
    case .object(let declaration):
      if case .object(let fields) = declaration.form, let found = fields[field] {
        result = found.declaration.type
      } else if case .open = declaration.form {
        result = .dyn
      } else {
        report("undefined field '\(field)'", expression)
      }
    case .named: report("undefined field '\(field)'", expression)
    case .parameter:
      _ = unifier.assign(.dyn, to: target)
      result = .dyn
    default:
      if !target.isDynamic { report("type '\(shown(target))' does not support field selection", expression) }
      result = .dyn
    }
    return wraps ? .optional(result) : result
  }
}

// MARK: - Calls

extension Checker {
  private mutating func checkCall(
    _ expression: Expression, _ function: String, _ target: Expression?, _ arguments: [Expression]
  ) {
    if function == Operators.optionalSelect {
      guard arguments.count == 2, case .literal(.string(let field)) = arguments[1].kind else { return }
      arguments[1].type = .string
      let type = fieldType(expression, arguments[0], field, isOptional: true)
      expression.type = unifier.resolve(type)
      return
    }
    for argument in arguments { check(argument) }
    guard let target else {
      let name = function.hasPrefix(".") ? String(function.dropFirst()) : function
      return resolve(expression, name, target: nil, arguments)
    }
    if let prefix = target.qualifiedName {
      let qualified = "\(prefix.hasPrefix(".") ? String(prefix.dropFirst()) : prefix).\(function)"
      if functions.overloads(of: qualified) != nil {
        return resolve(expression, qualified, target: nil, arguments)
      }
    }
    check(target)
    resolve(expression, function, target: target, arguments)
  }

  private mutating func resolve(
    _ expression: Expression, _ function: String, target: Expression?, _ arguments: [Expression]
  ) {
    guard let candidates = functions.overloads(of: function), !function.hasPrefix("@sort") || target != nil else {
      return report("undeclared reference to '\(function)' (in container '')", expression)
    }
    expression.kind = .call(function, target: target, arguments)
    if function == Operators.and || function == Operators.or {
      return checkLogic(expression, arguments, candidates)
    }
    let types = (target.map { [$0.type] } ?? []) + arguments.map(\.type)
    var result: CELType?
    var matching: [Overload] = []
    for overload in candidates where overload.isMember == (target != nil) {
      let signature = unifier.instantiate(overload)
      guard unifier.assign(types, to: signature.parameters) else { continue }
      matching.append(overload)
      let type = unifier.resolve(signature.result)
      if let known = result {
        if known != .dyn, known != type { result = .dyn }
      } else {
        result = type
      }
    }
    guard let result else {
      let shownTypes = types.map(shown)
      let shownTarget = target == nil ? "" : shownTypes[0] + "."
      let shownArguments = shownTypes.dropFirst(target == nil ? 0 : 1).joined(separator: ", ")
      return report(
        "found no matching overload for '\(function)' applied to '\(shownTarget)(\(shownArguments))'", expression)
    }
    expression.type = result
    expression.overloads = matching
  }

  private mutating func checkLogic(_ expression: Expression, _ arguments: [Expression], _ candidates: [Overload]) {
    var isValid = true
    for argument in arguments where !unifier.assign(argument.type, to: .bool) {
      report("expected type 'bool' but found '\(shown(argument.type))'", argument)
      isValid = false
    }
    guard isValid else { return }
    expression.type = .bool
    expression.overloads = candidates
  }
}

// MARK: - Aggregates

extension Checker {
  private mutating func checkList(_ expression: Expression, _ elements: [Expression], _ optional: Set<Int>) {
    var common: CELType?
    for (position, element) in elements.enumerated() {
      check(element)
      let type = optional.contains(position) ? unwrapped(element) : element.type
      common = join(common, type)
    }
    expression.type = .list(common ?? unifier.makeVariable())
  }

  private mutating func checkMap(_ expression: Expression, _ entries: [Expression.Entry]) {
    var key: CELType?
    var value: CELType?
    for entry in entries {
      check(entry.key)
      key = join(key, entry.key.type)
      check(entry.value)
      value = join(value, entry.isOptional ? unwrapped(entry.value) : entry.value.type)
    }
    expression.type = .map(key ?? unifier.makeVariable(), value ?? unifier.makeVariable())
  }

  private mutating func unwrapped(_ element: Expression) -> CELType {
    if case .optional(let wrapped) = element.type { return wrapped }
    if element.type != .dyn {
      report("expected type 'optional_type(\(shown(element.type)))' but found '\(shown(element.type))'", element)
    }
    return element.type
  }

  private mutating func join(_ previous: CELType?, _ current: CELType) -> CELType {
    guard let previous else { return current }
    // Mixed literals are refused afterwards, except as arguments of `format`.
    return unifier.assign(previous, to: current) ? TypeUnifier.moreGeneral(previous, current) : .dyn
  }

  private mutating func checkComprehension(_ expression: Expression, _ fold: Expression.Comprehension) {
    check(fold.range)
    check(fold.initial)
    let range = unifier.resolve(fold.range.type)
    let isPaired = fold.secondVariable != nil
    var first = CELType.dyn
    var second = CELType.dyn
    switch range {
    case .list(let element):
      first = isPaired ? .int : element
      second = element
    case .map(let key, let value):
      first = key
      second = value
    case .dyn, .error, .parameter: _ = unifier.assign(.dyn, to: range)
    default:
      let reason = "cannot be range of a comprehension (must be list, map, or dynamic)"
      report("expression of type '\(shown(range))' \(reason)", fold.range)
      first = .error
      second = .error
    }
    let accumulated = fold.initial.type
    scopes.append([fold.accumulator: accumulated])
    var loop = [fold.variable: first]
    if let name = fold.secondVariable { loop[name] = second }
    scopes.append(loop)
    check(fold.condition)
    require(.bool, fold.condition)
    check(fold.step)
    require(accumulated, fold.step)
    scopes.removeLast()
    check(fold.result)
    scopes.removeLast()
    expression.type = unifier.resolve(fold.result.type)
  }

  private mutating func require(_ type: CELType, _ expression: Expression) {
    guard !unifier.assign(type, to: expression.type) else { return }
    report("expected type '\(shown(type))' but found '\(shown(expression.type))'", expression)
  }

  /// Puts what type variables have come to stand for in their place.
  private func finish(_ expression: Expression) {
    expression.type = unifier.resolve(expression.type, final: true)
    expression.forEachChild(finish)
  }
}
