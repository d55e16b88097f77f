// Literals, identifiers, calls, and what stands in brackets.

extension Parser {
  mutating func primary() throws(Failure) -> Expression {
    let token = current
    switch token.kind {
    case .symbol("("):
      _ = advance()
      let expression = try nested()
      try expect(")")
      return expression
    case .symbol("["): return try list()
    case .symbol("{"): return try map()
    case .symbol("."):
      _ = advance()
      return try name(leadingDot: token)
    case .identifier: return try name(leadingDot: nil)
    case .symbol("-"):
      _ = advance()
      return number(current, isNegative: true, at: token.position)
    case .symbol("true"), .symbol("false"):
      _ = advance()
      return Expression(.literal(.bool(token.text == "true")), at: token.position)
    case .symbol("null"):
      _ = advance()
      return Expression(.literal(.null), at: token.position)
    case .integer, .unsigned, .double: return number(token, isNegative: false, at: token.position)
    case .string(let literal): return quoted(literal, isBytes: false)
    case .bytes(let literal): return quoted(literal, isBytes: true)
    default: return try recover(from: token)
    }
  }

  /// An operator without its left side is reported, and parsing goes on behind it.
  private mutating func recover(from token: Token) throws(Failure) -> Expression {
    guard case .symbol(let symbol) = token.kind, Operators.binary[symbol] != nil, issues.count < 100 else {
      throw unexpected(token, expecting: Self.starts)
    }
    let failure = unexpected(token, expecting: Self.starts)
    issues.append(failure.issue)
    guard next + 1 < tokens.count, Self.startsExpression(tokens[next + 1]) else {
      return Expression(.literal(.null), at: token.position)
    }
    _ = advance()
    return try primary()
  }

  /// One superfluous token before something that fits is called extraneous, everything else a mismatch.
  func unexpected(_ token: Token, expecting expected: String) -> Failure {
    let following = next + 1 < tokens.count ? tokens[next + 1] : nil
    let fits = following.map { Self.startsExpression($0) || (expected.contains("')'") && $0.text == ")") } ?? false
    let kind = token.kind != .end && fits ? "extraneous" : "mismatched"
    return syntaxError("\(kind) input '\(token.text)' expecting {\(expected)}", at: token)
  }

  static let startsOrParenthesis = starts.replacing("'(', ", with: "'(', ')', ")

  static let starts =
    "'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER"

  static func startsExpression(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): ["[", "{", "(", ".", "-", "!", "true", "false", "null"].contains(symbol)
    case .escapedIdentifier, .end: false
    default: true
    }
  }

  // MARK: - Literals

  private mutating func number(_ token: Token, isNegative: Bool, at position: Int) -> Expression {
    _ = advance()
    let sign = isNegative ? "-" : ""
    switch token.kind {
    case .integer(let digits):
      let value =
        digits.hasPrefix("0x") ? Int64(sign + digits.dropFirst(2), radix: 16) : Int64(sign + digits)
      return literal(value.map(Value.int), or: "invalid int literal", at: position)
    case .unsigned(let digits):
      let value = digits.hasPrefix("0x") ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
      return literal(value.map(Value.uint), or: "invalid uint literal", at: position)
    case .double(let digits):
      let value = Double(sign + digits).flatMap { $0.isFinite ? $0 : nil }
      return literal(value.map(Value.double), or: "invalid double literal", at: position)
    default: return literal(nil, or: "invalid int literal", at: position)
    }
  }

  private mutating func quoted(_ text: String, isBytes: Bool) -> Expression {
    let position = advance().position
    do throws(StringLiteral.Failure) {
      let bytes = try StringLiteral.unescape(text, isBytes: isBytes)
      return Expression(
        .literal(isBytes ? .bytes(bytes) : .string(String(decoding: bytes, as: UTF8.self))), at: position)
    } catch {
      return literal(nil, or: error.message, at: position)
    }
  }

  private mutating func literal(_ value: Value?, or message: String, at position: Int) -> Expression {
    if value == nil { issues.append(.init(message: message, position: position)) }
    return Expression(.literal(value ?? .null), at: position)
  }

  // MARK: - Names

  private static let reserved: Set = [
    "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop",
    "package", "namespace", "null", "return", "true", "var", "void", "while",
  ]

  private mutating func name(leadingDot: Token?) throws(Failure) -> Expression {
    let token = current
    guard case .identifier(let identifier) = token.kind else {
      throw syntaxError("no viable alternative at input '.\(token.kind == .end ? "" : token.text)'", at: token)
    }
    _ = advance()
    let start = leadingDot?.position ?? token.position
    let name = leadingDot == nil ? identifier : "." + identifier
    if Self.reserved.contains(identifier) {
      issues.append(.init(message: "reserved identifier: \(identifier)", position: start))
    }
    if case .symbol("(") = current.kind {
      let open = advance().position
      return globalCall(name, try arguments(), at: open)
    }
    if let object = try objectLiteral(firstName: name) { return object }
    return Expression(.identifier(name), at: token.position)
  }

  /// `Name.of.Type{field: value}`, when the tokens that follow are one.
  private mutating func objectLiteral(firstName: String) throws(Failure) -> Expression? {
    var name = firstName
    var ahead = next
    while ahead + 1 < tokens.count, case .symbol(".") = tokens[ahead].kind,
      case .identifier(let part) = tokens[ahead + 1].kind
    {
      name += "." + part
      ahead += 2
    }
    guard ahead < tokens.count, case .symbol("{") = tokens[ahead].kind else { return nil }
    next = ahead
    let open = advance().position
    var fields: [Expression.Field] = []
    while !consume("}") {
      let isOptional = consume("?")
      guard case .identifier(let field) = current.kind else {
        throw syntaxError("mismatched input '\(current.text)' expecting {'}', ',', '?', IDENTIFIER, ESC_IDENTIFIER}", at: current)
      }
      _ = advance()
      let position = current.position
      try expect(":")
      fields.append(.init(name: field, value: try nested(), isOptional: isOptional, position: position))
      if !consume(",") {
        try expect("}")
        break
      }
    }
    return Expression(.object(name, fields), at: open)
  }

  // MARK: - Aggregates

  private mutating func list() throws(Failure) -> Expression {
    let position = advance().position
    var elements: [Expression] = []
    var optional: Set<Int> = []
    while !consume("]") {
      if consume("?") { optional.insert(elements.count) }
      elements.append(try nested())
      if !consume(",") {
        try expectEnd(of: "]")
        break
      }
    }
    return Expression(.list(elements, optional: optional), at: position)
  }

  private mutating func map() throws(Failure) -> Expression {
    let position = advance().position
    var entries: [Expression.Entry] = []
    while !consume("}") {
      let isOptional = consume("?")
      let key = try nested()
      let colon = current.position
      try expect(":")
      entries.append(.init(key: key, value: try nested(), isOptional: isOptional, position: colon))
      if !consume(",") {
        try expectEnd(of: "}")
        break
      }
    }
    return Expression(.map(entries), at: position)
  }
}
