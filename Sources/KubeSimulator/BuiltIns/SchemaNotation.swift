import KubeCore
import KubeSchema

/// Reads the compact notation in which the built-in types are written down.
///
/// One type a line, `Name = member:Type ...`; a line that starts with white space continues the one before.
/// - `[T]` is an atomic list, `[T@key,key]` a list keyed by members, `[T@@]` a set, `{T}` a map.
/// - `~` after a type makes an object or map atomic: one field manager owns it as a whole.
/// - `!` after a member's name says that Go's zero value has the member.
/// - `=value` after a type is its default.
struct SchemaNotation {
  private var definitions: [String: [Substring]] = [:]
  private var built: [String: Schema] = [:]

  init(_ text: String) {
    var current = ""
    for line in text.split(separator: "\n") {
      var words = line.split(separator: " ")
      if line.first != " ", words.count >= 2 {
        current = String(words[0])
        words.removeFirst(2)
      }
      definitions[current, default: []] += words
    }
  }

  /// The schema of a named type.
  mutating func schema(_ name: String) -> Schema {
    if let schema = built[name] { return schema }
    let schema = makeObject(members: definitions[name] ?? [])
    built[name] = schema
    return schema
  }

  private mutating func makeObject(members: [Substring], isAtomic: Bool = false, default value: JSONValue? = nil)
    -> Schema
  {
    var properties: [String: Schema] = [:]
    var alwaysPresent: Set<String> = []
    for member in members {
      guard let colon = member.firstIndex(of: ":") else { continue }
      var name = member[..<colon]
      if name.last == "!" {
        name.removeLast()
        alwaysPresent.insert(String(name))
      }
      properties[String(name)] = makeType(member[member.index(after: colon)...])
    }
    return Schema(
      kind: .object, properties: properties, defaultValue: value, isAtomicObject: isAtomic, alwaysPresent: alwaysPresent
    )
  }

  private mutating func makeType(_ text: Substring) -> Schema {
    let parts = text.split(separator: "=", maxSplits: 1)
    var type = parts.first ?? ""
    let value = parts.count == 2 ? Self.value(parts[1]) : nil
    let isAtomic = type.last == "~"
    if isAtomic { type = type.dropLast() }
    switch type.first {
    case "[": return makeList(type.dropFirst().dropLast())
    case "{":
      return Schema(
        kind: .object, additionalProperties: makeType(type.dropFirst().dropLast()), isAtomicObject: isAtomic)
    default: break
    }
    if let scalar = Self.scalar(type, default: value) { return scalar }
    guard isAtomic || value != nil else { return schema(String(type)) }
    return makeObject(members: definitions[String(type)] ?? [], isAtomic: isAtomic, default: value)
  }

  private mutating func makeList(_ text: Substring) -> Schema {
    if text.hasSuffix("@@") {
      return Schema(kind: .array, items: makeType(text.dropLast(2)), listType: .set)
    }
    let parts = text.split(separator: "@", maxSplits: 1)
    guard parts.count == 2 else { return Schema(kind: .array, items: makeType(text)) }
    return Schema(
      kind: .array, items: makeType(parts[0]),
      listType: .map(keys: parts[1].split(separator: ",").map(String.init)))
  }

  private static func scalar(_ name: Substring, default value: JSONValue?) -> Schema? {
    switch name {
    case "string": Schema(kind: .string, defaultValue: value)
    case "bytes": Schema(kind: .string, format: "byte")
    case "int": Schema(kind: .integer, format: "int32", defaultValue: value)
    case "long": Schema(kind: .integer, format: "int64", defaultValue: value)
    case "number": Schema(kind: .number)
    case "bool": Schema(kind: .boolean, defaultValue: value)
    case "time": Schema(kind: .string, format: "date-time", isNullable: true)
    case "quantity", "intstr": Schema(kind: .integerOrString, defaultValue: value)
    case "any": Schema(kind: .any, isNullable: true, preservesUnknownFields: true, isAtomicObject: true)
    default: nil
    }
  }

  private static func value(_ text: Substring) -> JSONValue {
    if let integer = Int64(text) { return .integer(integer) }
    switch text {
    case "true": return true
    case "false": return false
    case "{}": return [:]
    default: return .string(String(text))
    }
  }
}
