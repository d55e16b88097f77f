/// The path that a rule's errors name, checked against the schema that it leads through.
struct RuleFieldPath {
  struct Failure: Error { var message: String }

  /// The path in the form that errors have it: `a.b[key]`.
  let text: String
  /// The first member that it names.
  let root: String
  /// The schema that it ends at.
  let schema: Schema

  init(_ path: String, in schema: Schema, allowsBrackets: Bool = true) throws(Failure) {
    var tokens = Self.tokens(path)[...]
    var current = schema
    var text = ""
    var root = ""
    func next() throws(Failure) -> String {
      guard let token = tokens.popFirst() else { throw Failure(message: "unexpected end of JSON path") }
      return token
    }
    while let token = tokens.popFirst() {
      let name: String
      switch token {
      case "[":
        guard allowsBrackets else { throw Failure(message: "array notation is not allowed") }
        let quoted = try next()
        guard quoted.count >= 2, quoted.hasPrefix("'"), quoted.hasSuffix("'") else {
          throw Failure(message: "expected single quoted string but got \(quoted)")
        }
        name = try Self.unescaped(quoted)
        let end = try next()
        guard end == "]" else { throw Failure(message: "expected ] but got \(end)") }
      case ".": name = try next()
      default: throw Failure(message: "expected [ or . but got: \(token)")
      }
      if !current.properties.isEmpty {
        guard let property = current.properties[name] else {
          throw Failure(message: "does not refer to a valid field")
        }
        current = property
        text += text.isEmpty ? name : "." + name
      } else if let additional = current.additionalSchema {
        current = additional
        text += "[\(name)]"
      } else {
        throw Failure(message: "does not refer to a valid field")
      }
      if root.isEmpty { root = name }
    }
    self.text = text
    self.root = root
    self.schema = current
  }

  private static func tokens(_ path: String) -> [String] {
    var tokens: [String] = []
    var current = ""
    var isQuoted = false
    for character in path {
      if isQuoted {
        current.append(character)
        if character == "'", !current.hasSuffix("\\'") {
          tokens.append(current)
          current = ""
          isQuoted = false
        }
      } else if ".[]".contains(character) {
        if !current.isEmpty { tokens.append(current) }
        current = ""
        tokens.append(String(character))
      } else {
        isQuoted = character == "'" && current.isEmpty
        current.append(character)
      }
    }
    return current.isEmpty ? tokens : tokens + [current]
  }

  private static func unescaped(_ quoted: String) throws(Failure) -> String {
    let escapes: [Character: String] = [
      "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "'": "'", "\\": "\\",
    ]
    var result = ""
    var rest = quoted.dropFirst().dropLast()
    while let character = rest.popFirst() {
      guard character == "\\", let kind = rest.popFirst() else {
        result.append(character)
        continue
      }
      guard let plain = escapes[kind] else {
        throw Failure(message: "invalid string literal: invalid escape char \\\(kind)")
      }
      result += plain
    }
    return result
  }
}
