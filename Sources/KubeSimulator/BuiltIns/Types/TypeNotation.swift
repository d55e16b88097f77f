/// Reads the compact notation in which the built-in types are written down.
///
/// One type a line, `Name = member:Type ...`; a line that starts with white space continues the one before. `Name~` is
/// owned as a whole by one field manager.
/// - `[T]` is an atomic list, `[T@key,key]` a list keyed by members, `[T@@]` a set, `{T}` a map.
/// - `~` after a type makes an object or map atomic where it stands.
/// - After a member's name, `?` says that Go holds a pointer, `!` that the member is written even when it is empty, and
///   `#N` is its number in protobuf. A member called `*` stands for the members of its type.
/// - `=value` after a type is its default.
struct TypeNotation {
  struct Member: Sendable {
    var name: Substring
    var isPointer = false
    var isAlwaysWritten = false
    var number = 0
    var type: Substring
    var defaultValue: Substring?
  }

  private(set) var definitions: [String: [Substring]] = [:]
  /// The types that are owned as a whole.
  private(set) var atomic: Set<String> = []

  init(_ text: String) {
    var current = ""
    for line in text.split(separator: "\n") {
      var words = line.split(separator: " ")
      if line.first != " ", words.count >= 2 {
        current = String(words[0].last == "~" ? words[0].dropLast() : words[0])
        if words[0].last == "~" { atomic.insert(current) }
        words.removeFirst(2)
      }
      definitions[current, default: []] += words
    }
  }

  func members(of name: String) -> [Member] { (definitions[name] ?? []).compactMap(Self.member) }

  private static func member(_ word: Substring) -> Member? {
    guard let colon = word.firstIndex(of: ":") else { return nil }
    var head = word[..<colon]
    let tail = word[word.index(after: colon)...].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var member = Member(name: "", type: tail.first ?? "", defaultValue: tail.count == 2 ? tail[1] : nil)
    if let mark = head.firstIndex(of: "#") {
      member.number = Int(head[head.index(after: mark)...]) ?? 0
      head = head[..<mark]
    }
    while let last = head.last, last == "!" || last == "?" {
      if last == "!" { member.isAlwaysWritten = true } else { member.isPointer = true }
      head.removeLast()
    }
    member.name = head
    return member
  }

  // MARK: - Types

  var types: [String: GoType] {
    var types: [String: GoType] = [:]
    for name in definitions.keys {
      let fields = members(of: name).map { member in
        GoType.Field(
          name: String(member.name), number: member.number, kind: Self.kind(member.type), isPointer: member.isPointer,
          isAlwaysWritten: member.isAlwaysWritten, isInline: member.name == "*")
      }
      types[name] = GoType(name: name, fields: fields)
    }
    return types
  }

  private static func kind(_ text: Substring) -> GoType.Kind {
    let text = text.last == "~" ? text.dropLast() : text
    switch text.first {
    case "[":
      let inner = text.dropFirst().dropLast()
      return .list(kind(inner[..<(inner.firstIndex(of: "@") ?? inner.endIndex)]))
    case "{": return .map(kind(text.dropFirst().dropLast()))
    default: return scalars[text] ?? .object(String(text))
    }
  }

  private static let scalars: [Substring: GoType.Kind] = [
    "string": .string, "bool": .bool, "int": .int32, "long": .int64, "number": .double, "bytes": .bytes, "time": .time,
    "microtime": .microTime, "quantity": .quantity, "intstr": .intOrString, "any": .any, "fields": .any, "byte": .int32,
  ]
}
