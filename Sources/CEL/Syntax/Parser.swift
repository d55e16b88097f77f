/// Parses an expression and expands its macros.
struct Parser {
  /// A syntax error after which nothing can be made of the rest.
  struct Failure: Error { var issue: CompilationError.Issue }

  /// The deepest nesting that is accepted, of expressions, operators and selections together.
  static let deepest = 250
  /// The longest expression, in code points.
  static let longest = 100_000

  let source: SourceText
  var tokens: [Token] = []
  var next = 0
  var depth = 0
  var issues: [CompilationError.Issue] = []

  init(_ source: SourceText) { self.source = source }

  /// The expression as a tree.
  static func parse(_ source: SourceText) throws(CompilationError) -> Expression {
    var parser = Parser(source)
    guard source.scalars.count <= longest else {
      let message = "expression code point size exceeds limit: size: \(source.scalars.count), limit \(longest)"
      throw CompilationError([.init(message: message, position: -1)], in: source)
    }
    var lexer = Lexer(source)
    parser.tokens = lexer.tokens()
    parser.issues = lexer.issues
    do throws(Failure) {
      let expression = try parser.expression()
      try parser.expectEnd()
      guard parser.issues.isEmpty else { throw Failure(issue: parser.issues.removeLast()) }
      return expression
    } catch {
      throw CompilationError(parser.issues + [error.issue], in: source)
    }
  }
}

// MARK: - Operators

extension Parser {
  mutating func expression() throws(Failure) -> Expression {
    let condition = try operation(atLeast: 1)
    guard case .symbol("?") = current.kind else { return condition }
    let position = advance().position
    try enter()
    let first = try operation(atLeast: 1)
    try expect(":")
    let second = try expression()
    depth -= 1
    return Expression(.call(Operators.conditional, target: nil, [condition, first, second]), at: position)
  }

  /// Operators of one precedence and above; `&&` and `||` become balanced trees, so that long chains stay shallow.
  private mutating func operation(atLeast precedence: Int) throws(Failure) -> Expression {
    guard precedence <= 5 else { return try unary() }
    var left = try operation(atLeast: precedence + 1)
    var terms = [left]
    var positions: [Int] = []
    let before = depth
    while let operation = binaryOperator(precedence) {
      let position = advance().position
      if precedence > 2 { try enter() }
      let right = try self.operation(atLeast: precedence + 1)
      if precedence <= 2 {
        terms.append(right)
        positions.append(position)
      } else {
        left = Expression(.call(operation, target: nil, [left, right]), at: position)
      }
    }
    depth = before
    guard !positions.isEmpty else { return left }
    return balanced(precedence == 1 ? Operators.or : Operators.and, terms, positions, 0, positions.count - 1)
  }

  private func binaryOperator(_ precedence: Int) -> String? {
    guard case .symbol(let symbol) = current.kind, let found = Operators.binary[symbol], found.precedence == precedence
    else { return nil }
    return found.function
  }

  private func balanced(_ function: String, _ terms: [Expression], _ positions: [Int], _ low: Int, _ high: Int)
    -> Expression
  {
    let middle = (low + high + 1) / 2
    let left = middle == low ? terms[middle] : balanced(function, terms, positions, low, middle - 1)
    let right = middle == high ? terms[middle + 1] : balanced(function, terms, positions, middle + 1, high)
    return Expression(.call(function, target: nil, [left, right]), at: positions[middle])
  }

  private mutating func unary() throws(Failure) -> Expression {
    guard case .symbol(let symbol) = current.kind, symbol == "!" || symbol == "-" else { return try member() }
    if symbol == "-", isNumber(at: 1) { return try member() }
    let position = current.position
    var count = 0
    while consume(symbol) { count += 1 }
    let operand = try member()
    guard count % 2 == 1 else { return operand }
    let function = symbol == "!" ? Operators.not : Operators.negate
    return Expression(.call(function, target: nil, [operand]), at: position)
  }

  private func isNumber(at offset: Int) -> Bool {
    guard next + offset < tokens.count else { return false }
    switch tokens[next + offset].kind {
    case .integer, .double: return true
    default: return false
    }
  }
}

// MARK: - Members

extension Parser {
  private mutating func member() throws(Failure) -> Expression {
    var expression = try primary()
    let before = depth
    while case .symbol(let symbol) = current.kind, symbol == "." || symbol == "[" {
      try enter()
      expression = symbol == "." ? try selection(from: expression) : try indexing(of: expression)
    }
    depth = before
    return expression
  }

  private mutating func selection(from operand: Expression) throws(Failure) -> Expression {
    let dot = advance()
    let isOptional = consume("?")
    let name = current
    switch name.kind {
    case .identifier(let identifier):
      _ = advance()
      if !isOptional, case .symbol("(") = current.kind {
        let open = advance().position
        return receiverCall(identifier, operand, try arguments(), at: open)
      }
      guard isOptional else { return Expression(.select(operand, field: identifier, isTest: false), at: dot.position) }
      let field = Expression(.literal(.string(identifier)), at: name.position)
      return Expression(.call(Operators.optionalSelect, target: nil, [operand, field]), at: dot.position)
    case .escapedIdentifier:
      _ = advance()
      issues.append(.init(message: "unsupported syntax: '`'", position: name.position))
      return operand
    case .symbol("in"):
      issues.append(noViableAlternative(from: dot).issue)
      return operand
    default: throw noViableAlternative(from: dot)
    }
  }

  private mutating func indexing(of operand: Expression) throws(Failure) -> Expression {
    let position = advance().position
    let isOptional = consume("?")
    let index = try expression()
    try expect("]")
    let function = isOptional ? Operators.optionalIndex : Operators.index
    return Expression(.call(function, target: nil, [operand, index]), at: position)
  }

  /// Arguments up to the closing parenthesis.
  mutating func arguments() throws(Failure) -> [Expression] {
    if consume(")") { return [] }
    guard Self.startsExpression(current) else { throw unexpected(current, expecting: Self.startsOrParenthesis) }
    var arguments = [try nested()]
    while consume(",") { arguments.append(try nested()) }
    try expect(")")
    return arguments
  }

  /// An expression inside brackets.
  mutating func nested() throws(Failure) -> Expression {
    try enter()
    let expression = try expression()
    depth -= 1
    return expression
  }
}

// MARK: - Tokens

extension Parser {
  var current: Token { tokens[min(next, tokens.count - 1)] }

  mutating func advance() -> Token {
    let token = current
    next += 1
    return token
  }

  mutating func consume(_ symbol: String) -> Bool {
    guard case .symbol(symbol) = current.kind else { return false }
    next += 1
    return true
  }

  mutating func expect(_ symbol: String) throws(Failure) {
    guard !consume(symbol) else { return }
    let closes = symbol == ")" || symbol == "]"
    if closes, current.kind != .end, next + 1 < tokens.count, tokens[next + 1].kind == .symbol(symbol) {
      throw syntaxError("extraneous input '\(current.text)' expecting '\(symbol)'", at: current)
    }
    if (closes && current.kind == .end) || (symbol == ":" && Self.startsExpression(current)) {
      throw syntaxError("missing '\(symbol)' at '\(current.text)'", at: current)
    }
    throw syntaxError("mismatched input '\(current.text)' expecting '\(symbol)'", at: current)
  }

  /// The end of a list or a map, or another element of it.
  mutating func expectEnd(of symbol: String) throws(Failure) {
    guard !consume(symbol) else { return }
    let isLast = next + 1 < tokens.count && tokens[next + 1].kind == .symbol(symbol)
    let kind = isLast && current.kind != .end ? "extraneous" : "mismatched"
    throw syntaxError("\(kind) input '\(current.text)' expecting {'\(symbol)', ','}", at: current)
  }

  private mutating func expectEnd() throws(Failure) {
    guard current.kind != .end else { return }
    let isLast = next + 1 < tokens.count && tokens[next + 1].kind == .end
    let kind = isLast ? "extraneous" : "mismatched"
    throw syntaxError("\(kind) input '\(current.text)' expecting <EOF>", at: current)
  }

  mutating func enter() throws(Failure) {
    depth += 1
    guard depth <= Self.deepest else {
      throw Failure(issue: .init(message: "expression recursion limit exceeded: \(Self.deepest)", position: -1))
    }
  }

  func syntaxError(_ message: String, at token: Token) -> Failure {
    Failure(issue: .init(message: "Syntax error: " + message, position: token.position))
  }

  private func noViableAlternative(from start: Token) -> Failure {
    let text = current.kind == .end ? start.text : start.text + current.text
    return syntaxError("no viable alternative at input '\(text)'", at: current)
  }
}
