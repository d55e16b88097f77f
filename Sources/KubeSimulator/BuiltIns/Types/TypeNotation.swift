/// Reads the compact notation in which the built-in types are written down.
///
/// One type a line, `Name = member:Type ...`; a line that starts with white space continues the one before. `Name~` is
/// owned as a whole by one field manager. `Name|v2.Other` says what Go calls it, and `string|PodPhase` what Go calls
/// the type of a member; names without a package are of `v1`.
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
    /// The type without Go's names.
    var type: Substring
    var namedType: Substring
    var defaultValue: Substring?
  }

  private(set) var definitions: [String: [Substring]] = [:]
  /// The types that are owned as a whole.
  private(set) var atomic: Set<String> = []
  /// What Go calls the types that have another name here.
  private(set) var goNames: [String: String] = [:]

  init(_ text: String) {
    var current = ""
    for line in text.split(separator: "\n") {
      var words = line.split(separator: " ")
      if line.first != " ", words.count >= 2 {
        let isAtomic = words[0].last == "~"
        let names = (isAtomic ? words[0].dropLast() : words[0]).split(separator: "|").map(String.init)
        current = names.first ?? ""
        if isAtomic { atomic.insert(current) }
        if names.count == 2 { goNames[current] = names[1] }
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
    let type = tail.first ?? ""
    var member = Member(
      name: "", type: unnamed(type), namedType: type, defaultValue: tail.count == 2 ? tail[1] : nil)
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

  private static func unnamed(_ type: Substring) -> Substring {
    guard type.contains("|") else { return type }
    var isName = false
    return Substring(
      type.filter { character in
        if character == "|" { isName = true }
        if "]}@".contains(character) { isName = false }
        return !isName
      })
  }

  // MARK: - Types

  var types: [String: GoType] {
    var types: [String: GoType] = [:]
    for name in definitions.keys {
      let fields = members(of: name).map { member in
        GoType.Field(
          name: String(member.name), number: member.number, kind: Self.kind(member.namedType),
          isPointer: member.isPointer,
          isAlwaysWritten: member.isAlwaysWritten && (member.defaultValue == nil || member.defaultValue == "{}"),
          isInline: member.name == "*")
      }
      types[name] = GoType(name: name, goName: Self.goName(goNames[name] ?? name), fields: fields)
    }
    return types
  }

  private static func goName(_ name: String) -> String { name.contains(".") ? name : "v1.\(name)" }

  private static func kind(_ text: Substring) -> GoType.Kind {
    if let bar = text.lastIndex(of: "|"), !text[bar...].contains(where: { "]}".contains($0) }) {
      return .named(goName(String(text[text.index(after: bar)...])), kind(text[..<bar]))
    }
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
