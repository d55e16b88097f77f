import KubeCore
import KubeSchema

/// Makes schemas of the built-in types.
struct SchemaNotation {
  private let notation: TypeNotation
  private var built: [String: Schema] = [:]

  init(_ text: String) { notation = TypeNotation(text) }

  /// The schema of a named type.
  mutating func schema(_ name: String) -> Schema {
    if let schema = built[name] { return schema }
    let schema = makeObject(name)
    built[name] = schema
    return schema
  }

  private mutating func makeObject(_ name: String, isAtomic: Bool = false, default value: JSONValue? = nil) -> Schema {
    var properties: [String: Schema] = [:]
    var alwaysPresent: Set<String> = []
    for member in notation.members(of: name) {
      if member.name == "*" {
        let inline = schema(String(member.type))
        properties.merge(inline.properties) { _, new in new }
        alwaysPresent.formUnion(inline.alwaysPresent)
        continue
      }
      if member.isAlwaysWritten { alwaysPresent.insert(String(member.name)) }
      properties[String(member.name)] = makeType(member.type, default: member.defaultValue.map(Self.value))
    }
    return Schema(
      kind: .object, properties: properties, defaultValue: value,
      isAtomicObject: isAtomic || notation.atomic.contains(name), alwaysPresent: alwaysPresent)
  }

  private mutating func makeType(_ text: Substring, default value: JSONValue?) -> Schema {
    let isAtomic = text.last == "~"
    let type = isAtomic ? text.dropLast() : text
    switch type.first {
    case "[": return makeList(type.dropFirst().dropLast())
    case "{":
      return Schema(
        kind: .object, additionalProperties: makeType(type.dropFirst().dropLast(), default: nil),
        isAtomicObject: isAtomic)
    default: break
    }
    if let scalar = Self.scalar(type, default: value) { return scalar }
    guard isAtomic || value != nil else { return schema(String(type)) }
    return makeObject(String(type), isAtomic: isAtomic, default: value)
  }

  private mutating func makeList(_ text: Substring) -> Schema {
    if text.hasSuffix("@@") {
      return Schema(kind: .array, items: makeType(text.dropLast(2), default: nil), listType: .set)
    }
    let parts = text.split(separator: "@", maxSplits: 1)
    guard parts.count == 2 else { return Schema(kind: .array, items: makeType(text, default: nil)) }
    return Schema(
      kind: .array, items: makeType(parts[0], default: nil),
      listType: .map(keys: parts[1].split(separator: ",").map(String.init)))
  }

  private static func scalar(_ name: Substring, default value: JSONValue?) -> Schema? {
    switch name {
    case "string": Schema(kind: .string, defaultValue: value)
    case "bytes": Schema(kind: .string, format: "byte")
    case "int", "byte": Schema(kind: .integer, format: "int32", defaultValue: value)
    case "long": Schema(kind: .integer, format: "int64", defaultValue: value)
    case "number": Schema(kind: .number)
    case "bool": Schema(kind: .boolean, defaultValue: value)
    case "time", "microtime": Schema(kind: .string, format: "date-time", isNullable: true)
    case "quantity", "intstr": Schema(kind: .integerOrString, defaultValue: value)
    case "any", "fields": Schema(kind: .any, isNullable: true, preservesUnknownFields: true, isAtomicObject: true)
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
