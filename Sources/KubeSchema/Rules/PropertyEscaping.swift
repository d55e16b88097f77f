/// How names of properties become identifiers of expressions.
enum PropertyEscaping {
  private static let reserved: Set = [
    "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
    "loop", "package", "namespace", "return", "var", "void", "while",
  ]

  /// The identifier of a property; `nil` when it has none, and expressions cannot see it.
  static func escape(_ name: String) -> String? {
    guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else { return nil }
    if reserved.contains(name) { return "__\(name)__" }
    var result = ""
    var rest = Array(name.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "_" where rest.first == "_":
        rest.removeFirst()
        result += "__underscores__"
      case ".": result += "__dot__"
      case "-": result += "__dash__"
      case "/": result += "__slash__"
      case "a"..."z", "A"..."Z", "0"..."9", "_": result.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    return result
  }
}
