extension LabelSelector: CustomStringConvertible {
  /// The text form that a list request takes: `a=b,c in (d,e),!f`. Sorted, so that equal selectors give equal text.
  public var description: String {
    let equalities = (matchLabels ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let expressions = (matchExpressions ?? []).map { requirement in
      let values = (requirement.values ?? []).sorted().joined(separator: ",")
      return switch requirement.operator {
      case .in: "\(requirement.key) in (\(values))"
      case .notIn: "\(requirement.key) notin (\(values))"
      case .exists: requirement.key
      case .doesNotExist: "!\(requirement.key)"
      }
    }
    return (equalities + expressions).joined(separator: ",")
  }
}

extension LabelSelector {
  /// Parses the text form: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, joined by commas.
  ///
  /// - Returns: `nil` for text that is not a selector.
  public init?(text: String) {
    var requirements: [Requirement] = []
    for part in Self.split(text) {
      let part = part.trimmed
      if part.isEmpty { continue }
      guard let requirement = Requirement(text: part) else { return nil }
      requirements.append(requirement)
    }
    self.init(matchExpressions: requirements)
  }

  /// Splits at the commas that stand outside of parentheses.
  private static func split(_ text: String) -> [Substring] {
    var depth = 0
    return text.split(omittingEmptySubsequences: false) { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return character == "," && depth == 0
    }
  }
}

extension LabelSelector.Requirement {
  fileprivate init?(text: String) {
    for (symbol, kind) in [("!=", Operator.notIn), ("==", .in), ("=", .in)] {
      guard let range = text.firstRange(of: symbol) else { continue }
      self.init(text[..<range.lowerBound].trimmed, kind, [text[range.upperBound...].trimmed])
      return
    }
    if text.last == ")", let open = text.firstIndex(of: "(") {
      let words = text[..<open].split(separator: " ")
      guard words.count == 2, words[1] == "in" || words[1] == "notin" else { return nil }
      let values = text[text.index(after: open)...].dropLast().split(separator: ",").map(\.trimmed)
      self.init(String(words[0]), words[1] == "in" ? .in : .notIn, values)
    } else if text.first == "!" {
      self.init(text.dropFirst().trimmed, .doesNotExist, nil)
    } else {
      self.init(text, .exists, nil)
    }
  }

  private init?(_ key: String, _ kind: Operator, _ values: [String]?) {
    guard !key.isEmpty, !key.contains(where: { " ()!,=".contains($0) }) else { return nil }
    self.init(key: key, operator: kind, values: values)
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
