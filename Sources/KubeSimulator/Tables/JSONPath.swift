import KubeCore

/// The part of JSONPath that printer columns use: members, positions, `[*]` and `[?(@.a=="b")]`.
enum JSONPath {
  private enum Step {
    case member(String)
    case position(Int)
    case all
    case filter(path: [String], value: String)
  }

  /// Every value that a path leads to.
  static func find(_ path: String, in value: JSONValue) -> [JSONValue] {
    steps(path).reduce([value]) { values, step in values.flatMap { take(step, from: $0) } }
  }

  private static func take(_ step: Step, from value: JSONValue) -> [JSONValue] {
    switch step {
    case .member(let name): value[name].map { [$0] } ?? []
    case .position(let position): value[position < 0 ? value.elements.count + position : position].map { [$0] } ?? []
    case .all: value.array ?? value.object?.map(\.value) ?? []
    case .filter(let path, let wanted): value.elements.filter { $0[path]?.string == wanted }
    }
  }

  private static func steps(_ path: String) -> [Step] {
    var steps: [Step] = []
    var rest = path.drop { $0 == "{" || $0 == "$" }
    if rest.last == "}" { rest = rest.dropLast() }
    while let first = rest.first {
      if first == "." {
        rest = rest.dropFirst()
        let name = takeName(&rest)
        if name == "*" { steps.append(.all) } else if !name.isEmpty { steps.append(.member(name)) }
      } else if first == "[", let end = closing(rest) {
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        if let step = bracket(inner) { steps.append(step) }
        rest = rest[rest.index(after: end)...]
      } else {
        let name = takeName(&rest)
        guard !name.isEmpty else { return steps }
        steps.append(.member(name))
      }
    }
    return steps
  }

  private static func takeName(_ rest: inout Substring) -> String {
    var name = ""
    while let character = rest.first, character != ".", character != "[" {
      rest = rest.dropFirst()
      if character == "\\", let escaped = rest.first {
        name.append(escaped)
        rest = rest.dropFirst()
      } else {
        name.append(character)
      }
    }
    return name
  }

  private static func closing(_ text: Substring) -> Substring.Index? {
    var isQuoted = false
    return text.indices.first { index in
      if text[index] == "'" || text[index] == "\"" { isQuoted.toggle() }
      return text[index] == "]" && !isQuoted
    }
  }

  private static func bracket(_ text: Substring) -> Step? {
    if text == "*" { return .all }
    if let position = Int(text) { return .position(position) }
    guard text.hasPrefix("?(@."), text.hasSuffix(")"), let equals = text.firstRange(of: "==") else {
      return .member(unquoted(text))
    }
    let path = text[text.index(text.startIndex, offsetBy: 4)..<equals.lowerBound].split(separator: ".")
    return .filter(
      path: path.map { $0.filter { $0 != " " } }, value: unquoted(text[equals.upperBound...].dropLast()))
  }

  private static func unquoted(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.filter { $0 != "'" && $0 != "\"" })
  }
}
