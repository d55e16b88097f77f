public import KubeCore

/// What the values of a field may look like: a structural OpenAPI v3 schema, as Kubernetes stores it in a definition.
///
/// Immutable, so that one schema can be shared by everything that reads it.
public final class Schema: Sendable {
  /// The JSON type of a value.
  public enum Kind: Sendable, Hashable {
    case object, array, string, integer, number, boolean
    /// `x-kubernetes-int-or-string`.
    case integerOrString
    /// No type is declared.
    case any
  }

  /// How the elements of a list are told apart when two lists are merged (`x-kubernetes-list-type`).
  public enum ListType: Sendable, Hashable {
    case atomic
    case set
    /// Elements are objects, told apart by the values of these members.
    case map(keys: [String])
  }

  public let kind: Kind
  public let format: String?
  public let description: String?
  public let properties: [String: Schema]
  /// The schema of members that `properties` does not name; `nil` when there must be none.
  public let additionalProperties: Schema?
  public let items: Schema?
  public let required: [String]
  public let defaultValue: JSONValue?
  public let isNullable: Bool
  /// Members that the schema does not name are kept (`x-kubernetes-preserve-unknown-fields`).
  public let preservesUnknownFields: Bool
  public let isEmbeddedResource: Bool
  public let listType: ListType
  /// The object is owned as a whole by one field manager (`x-kubernetes-map-type: atomic`).
  public let isAtomicObject: Bool
  public let limits: SchemaLimits
  /// The rules in CEL (`x-kubernetes-validations`) for values of this schema.
  public let rules: [SchemaRule]
  /// Members that an object of this type has even when nobody sets them: they are neither gained nor lost.
  public let alwaysPresent: Set<String>
  /// Whether any rule in CEL stands in the schema.
  public let hasRules: Bool
  /// Whether objects with metadata of their own may stand in a value (`x-kubernetes-embedded-resource`).
  public let embedsResources: Bool
  /// The members that have a default, in order.
  let defaulted: [String]
  /// The text that the schema was read from, when it came from a definition.
  public let source: JSONValue?

  public init(
    kind: Kind, format: String? = nil, description: String? = nil, properties: [String: Schema] = [:],
    additionalProperties: Schema? = nil, items: Schema? = nil, required: [String] = [],
    defaultValue: JSONValue? = nil, isNullable: Bool = false, preservesUnknownFields: Bool = false,
    isEmbeddedResource: Bool = false, listType: ListType = .atomic, isAtomicObject: Bool = false,
    limits: SchemaLimits = SchemaLimits(), rules: [SchemaRule] = [], alwaysPresent: Set<String> = [], source: JSONValue? = nil
  ) {
    self.kind = kind
    self.format = format
    self.description = description
    self.properties = properties
    defaulted = properties.filter { $0.value.defaultValue != nil }.keys.sorted()
    self.additionalProperties = additionalProperties
    self.items = items
    self.required = required
    self.defaultValue = defaultValue
    self.isNullable = isNullable
    self.preservesUnknownFields = preservesUnknownFields
    self.isEmbeddedResource = isEmbeddedResource
    self.listType = listType
    self.isAtomicObject = isAtomicObject
    self.limits = limits
    self.rules = rules
    self.alwaysPresent = alwaysPresent
    self.source = source
    let below = properties.values + [additionalProperties, items].compactMap(\.self)
    hasRules = !rules.isEmpty || (below + limits.allOf).contains(where: \.hasRules)
    embedsResources = isEmbeddedResource || below.contains(where: \.embedsResources)
  }

  /// A schema that takes every value and keeps it as it is.
  public static let anything = Schema(kind: .any, isNullable: true, preservesUnknownFields: true)

  /// The schema of a member, when members of that name are declared.
  public func member(_ name: String) -> Schema? { properties[name] ?? additionalProperties }
}
