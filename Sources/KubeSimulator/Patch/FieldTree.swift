import KubeCore
import KubeSchema

/// How a value falls into fields under a schema: which parts are merged and owned one by one, and which as a whole.
enum FieldTree {
  /// The parts of a value, by path element, in order.
  typealias Parts = [(element: PathElement, value: JSONValue, schema: Schema?)]

  enum Shape {
    /// An object whose members, or a list whose elements, are fields of their own.
    case parts(Parts)
    /// A scalar, or something that is owned as a whole.
    case leaf
  }

  static func shape(of value: JSONValue, _ schema: Schema?) -> Shape {
    switch value {
    case .object(let object):
      if schema?.isAtomicObject == true || (schema?.kind == .any && schema?.preservesUnknownFields == false) {
        return .leaf
      }
      return .parts(object.map { (.field($0.key), $0.value, schema?.member($0.key)) })
    case .array(let array):
      guard let schema, schema.kind == .array, schema.listType != .atomic else { return .leaf }
      return .parts(array.map { (element(for: $0, in: schema), $0, schema.items) })
    default: return .leaf
    }
  }

  /// Whether values of a schema have parts, whatever the value.
  static func hasParts(_ schema: Schema?, _ value: JSONValue) -> Bool {
    if case .parts = shape(of: value, schema) { return true }
    return false
  }

  /// The path element of a list's element: its keys, with their defaults, or its value.
  static func element(for value: JSONValue, in list: Schema) -> PathElement {
    guard case .map(let keys) = list.listType else { return .value(canonical(value)) }
    var identity = JSONObject()
    for key in keys { identity[key] = value[key] ?? list.items.flatMap { defaultKey(key, of: $0) } }
    return .key(canonical(.object(identity)))
  }

  /// What stands for a key that an element does not give: its default, or nothing of its type where it is always written.
  static func defaultKey(_ key: String, of element: Schema) -> JSONValue? {
    guard let schema = element.properties[key] else { return nil }
    return schema.defaultValue ?? (element.alwaysPresent.contains(key) ? zeroValue(of: schema) : nil)
  }

  private static func canonical(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.write(value, style: .canonical), as: UTF8.self)
  }

  /// What every object of a schema has even when nobody sets it.
  static func zeroValue(of schema: Schema) -> JSONValue {
    switch schema.kind {
    case .object where schema.additionalProperties == nil: break
    case .string where schema.format == nil: return ""
    case .integer: return 0
    case .boolean: return false
    default: return .null
    }
    return .object(
      JSONObject(
        schema.alwaysPresent.sorted().map { name in
          (name, schema.properties[name].map { zeroValue(of: $0) } ?? .null)
        }))
  }
}

// MARK: - Sets

extension FieldTree {
  /// The fields that a value sets.
  static func fields(of value: JSONValue, _ schema: Schema?) -> FieldSet {
    switch shape(of: value, schema) {
    case .leaf: .member
    case .parts(let parts) where value.array != nil: elements(parts)
    case .parts(let parts): FieldSet(parts.map { ($0.element, field($0, schema)) })
    }
  }

  private static func elements(_ parts: Parts) -> FieldSet {
    let counts = Dictionary(parts.map { ($0.element, 1) }, uniquingKeysWith: +)
    return FieldSet(
      parts.map { part in
        // Elements that stand twice are owned as a whole.
        guard counts[part.element] == 1 else { return (part.element, .member) }
        var child = fields(of: part.value, part.schema)
        child.isMember = true
        return (part.element, child)
      })
  }

  private static func field(_ part: Parts.Element, _ schema: Schema?) -> FieldSet {
    var child = fields(of: part.value, part.schema)
    let isEmptyObject = part.value.isNull || part.value.object?.isEmpty == true
    if isEmptyObject || !isDeclared(part.element, schema) { child.isMember = true }
    return child
  }

  private static func isDeclared(_ element: PathElement, _ schema: Schema?) -> Bool {
    guard case .field(let name) = element else { return false }
    return schema?.properties[name] != nil
  }

  /// The set with every declared member that leads to a field of it.
  static func withNamedParents(_ set: FieldSet, _ schema: Schema?) -> FieldSet {
    set.mappingChildren { element, child in
      var result = withNamedParents(child, below(element, schema))
      if isDeclared(element, schema) { result.isMember = true }
      return result
    }
  }

  private static func below(_ element: PathElement, _ schema: Schema?) -> Schema? {
    guard case .field(let name) = element else { return schema?.items }
    return schema?.member(name)
  }
}
