import KubeCore

/// Reads a label selector as the server does, with its words for what it cannot read.
struct SelectorText {
  /// One condition on a label.
  struct Requirement: Sendable, Hashable {
    enum Operator: Sendable, Hashable {
      case isIn, isNotIn, exists, doesNotExist, isGreater, isLess
    }

    var key: String
    var relation: Operator
    var values: [String] = []

    func matches(_ labels: [String: String]) -> Bool {
      let value = labels[key]
      switch relation {
      case .exists: return value != nil
      case .doesNotExist: return value == nil
      case .isIn: return value.map(values.contains) ?? false
      case .isNotIn: return value.map { !values.contains($0) } ?? true
      case .isGreater, .isLess:
        guard let number = value.flatMap({ Int64($0) }), let bound = values.first.flatMap({ Int64($0) }) else {
          return false
        }
        return relation == .isGreater ? number > bound : number < bound
      }
    }
  }

  private static let symbols: Set<Character> = ["(", ")", ",", "!", "=", "<", ">"]
  private static let operators = ["!=", "==", "=", "<", ">", "(", ")", ",", "!"]

  private var tokens: [String] = []
  private var position = 0

  static func requirements(_ text: String) throws(APIFailure) -> [Requirement] {
    var parser = SelectorText(text)
    return try parser.parse()
  }

  private init(_ text: String) {
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if let symbol = Self.operators.first(where: { rest.hasPrefix($0) }) {
        tokens.append(symbol)
        rest.removeFirst(symbol.count)
      } else {
        let word = rest.prefix { !$0.isWhitespace && !Self.symbols.contains($0) }
        tokens.append(String(word))
        rest.removeFirst(word.count)
      }
    }
  }

  private var current: String { position < tokens.count ? tokens[position] : "" }
  private var isWord: Bool { current.first.map { !Self.symbols.contains($0) } ?? false }

  private mutating func take() -> String {
    defer { position += 1 }
    return current
  }

  private mutating func parse() throws(APIFailure) -> [Requirement] {
    var result: [Requirement] = []
    while position < tokens.count {
      guard isWord || current == "!" else {
        throw .badRequest("found '\(current)', expected: !, identifier, or 'end of string'")
      }
      result.append(try requirement())
      guard position < tokens.count else { break }
      guard take() == "," else {
        position -= 1
        throw .badRequest("found '\(current)', expected: ',' or 'end of string'")
      }
      guard isWord || current == "!" else { throw .badRequest("found '\(current)', expected: identifier after ','") }
    }
    return result
  }

  private mutating func requirement() throws(APIFailure) -> Requirement {
    if current == "!" {
      position += 1
      return Requirement(key: try key(), relation: .doesNotExist)
    }
    let key = try key()
    if position >= tokens.count || current == "," { return Requirement(key: key, relation: .exists) }
    let word = take()
    switch word {
    case "=", "==", "!=":
      return try checked(Requirement(key: key, relation: word == "!=" ? .isNotIn : .isIn, values: [try value()]))
    case ">", "<":
      return try checked(Requirement(key: key, relation: word == ">" ? .isGreater : .isLess, values: [try value()]))
    case "in", "notin":
      return try checked(Requirement(key: key, relation: word == "in" ? .isIn : .isNotIn, values: try values()))
    default: throw Self.failure("found '\(word)', expected: in, notin, =, ==, !=, gt, lt")
    }
  }

  private mutating func key() throws(APIFailure) -> String {
    guard isWord else { throw Self.failure("found '\(current)', expected: identifier") }
    let key = take()
    if let problem = NameText.problems(ofQualifiedName: key).first {
      throw Self.failure("<nil>: Invalid value: \"\(key)\": \(problem)")
    }
    return key
  }

  /// A value, which may be empty.
  private mutating func value() throws(APIFailure) -> String {
    guard !isWord else { return take() }
    guard position >= tokens.count || current == "," else {
      throw Self.failure("found '\(current)', expected: identifier")
    }
    return ""
  }

  private mutating func values() throws(APIFailure) -> [String] {
    guard current == "(" else { throw Self.failure("found '\(current)' expected: '('") }
    position += 1
    var values: [String] = []
    while true {
      values.append(isWord ? take() : "")
      if current == ")" {
        position += 1
        return values
      }
      guard current == "," else { throw Self.failure("found '\(current)', expected: ',' or ')'") }
      position += 1
    }
  }

  private func checked(_ requirement: Requirement) throws(APIFailure) -> Requirement {
    for (position, value) in requirement.values.enumerated() {
      if let problem = NameText.problems(ofLabelValue: value).first {
        throw Self.failure("values[\(position)][\(requirement.key)]: Invalid value: \"\(value)\": \(problem)")
      }
      if requirement.relation == .isGreater || requirement.relation == .isLess, Int64(value) == nil {
        throw Self.failure(
          "values[\(position)]: Invalid value: \"\(value)\": for 'Gt', 'Lt' operators, the value must be an integer")
      }
    }
    return requirement
  }

  private static func failure(_ problem: String) -> APIFailure {
    .badRequest("unable to parse requirement: \(problem)")
  }
}
