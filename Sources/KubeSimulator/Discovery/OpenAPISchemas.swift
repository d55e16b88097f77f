import KubeCore

/// The schemas of built-in types with all that they consist of, each once and referred to by name, as the API server
/// publishes them. Their descriptions are left out.
struct OpenAPISchemas {
  private static let notation = TypeNotation(BuiltInTypes.text)

  /// The group and version that types are named after.
  let prefix: String
  private(set) var schemas: [String: JSONValue] = [:]

  init(group: String, version: String) {
    let name = group.split(separator: ".").first.map(String.init) ?? "core"
    prefix = "io.k8s.api.\(name).\(version)."
  }

  /// Adds a type and all that it consists of.
  ///
  /// - Returns: the name of its schema.
  @discardableResult
  mutating func add(_ type: String) -> String {
    let name = Self.metaTypes.contains(type) ? Self.meta + Self.publishedName(type) : prefix + Self.publishedName(type)
    guard schemas[name] == nil else { return name }
    // A type may hold itself.
    schemas[name] = [:]
    var (properties, required) = (JSONObject(), [JSONValue]())
    for member in Self.members(of: type) {
      let (value, isObject) = property(member, of: type)
      properties[String(member.name)] = value
      if RequiredMembers.contains(type, member, isObject: isObject) { required.append(.string(String(member.name))) }
    }
    var schema: JSONObject = ["type": "object"]
    if !required.isEmpty { schema["required"] = .array(required) }
    if !properties.isEmpty { schema["properties"] = .object(properties) }
    if Self.notation.atomic.contains(type) { schema["x-kubernetes-map-type"] = "atomic" }
    schemas[name] = .object(schema)
    return name
  }

  /// The members of a type with those of inlined ones, sorted by name.
  private static func members(of type: String) -> [TypeNotation.Member] {
    notation.members(of: type).flatMap { member in
      member.name == "*" ? members(of: String(member.type)) : [member]
    }.sorted { $0.name < $1.name }
  }

  // MARK: - Values

  private mutating func property(
    _ member: TypeNotation.Member, of type: String
  ) -> (value: JSONValue, isObject: Bool) {
    let text: Substring = type == "ObjectMeta" && member.name == "managedFields" ? "[ManagedFieldsEntry]" : member.type
    var value = value(text)
    var isObject = false
    if let reference = value["$ref"] {
      isObject = Self.scalars[Self.plain(text)] == nil
      value = ["allOf": [["$ref": reference]]]
      if isObject, !member.isPointer { value["default"] = [:] }
    }
    if let values = EnumeratedMembers.values(type, member.name) {
      if value["items"] == nil { value["enum"] = values } else { value[["items", "enum"]] = values }
    }
    if text.last == "~" { value["x-kubernetes-map-type"] = "atomic" }
    return (value, isObject)
  }

  private mutating func value(_ text: Substring) -> JSONValue {
    let text = Self.plain(text)
    switch text.first {
    case "[": return list(text.dropFirst().dropLast())
    case "{": return ["type": "object", "additionalProperties": value(text.dropFirst().dropLast())]
    default: break
    }
    guard let scalar = Self.scalars[text] else { return Self.reference(add(String(text))) }
    guard let shared = scalar.shared else { return scalar.schema }
    schemas[shared] = scalar.schema
    return Self.reference(shared)
  }

  private mutating func list(_ text: Substring) -> JSONValue {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    var list: JSONValue = ["type": "array", "items": value(parts[0])]
    guard parts.count == 2 else {
      list["x-kubernetes-list-type"] = "atomic"
      return list
    }
    list["x-kubernetes-patch-strategy"] = "merge"
    guard parts[1] != "@" else {
      list["x-kubernetes-list-type"] = "set"
      return list
    }
    let keys = parts[1].split(separator: ",").map { JSONValue.string(String($0)) }
    list["x-kubernetes-list-type"] = "map"
    list["x-kubernetes-list-map-keys"] = .array(keys)
    list["x-kubernetes-patch-merge-key"] = keys.first
    return list
  }

  private static func plain(_ text: Substring) -> Substring { text.last == "~" ? text.dropLast() : text }

  private static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

  // MARK: - Names

  private static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1."
  private static let metaTypes: Set = [
    "ObjectMeta", "OwnerReference", "LabelSelector", "LabelSelectorRequirement", "MetaCondition", "ManagedFieldsEntry",
    "DeleteOptions", "Preconditions",
  ]

  /// Types that are called otherwise here, since two groups use one name.
  private static let published = [
    "GroupEvent": "Event", "GroupEventSeries": "EventSeries", "CoreEndpointPort": "EndpointPort",
    "AuthUserInfo": "UserInfo", "MetaCondition": "Condition", "DefinitionSpec": "CustomResourceDefinitionSpec",
    "DefinitionNames": "CustomResourceDefinitionNames", "DefinitionStatus": "CustomResourceDefinitionStatus",
    "DefinitionConversion": "CustomResourceConversion", "GroupResourceClaim": "ResourceClaim",
  ]

  private static func publishedName(_ type: String) -> String {
    published[type] ?? (type.hasSuffix("V1") ? String(type.dropLast(2)) : type)
  }

  // MARK: - Scalars

  private struct Scalar {
    var schema: JSONValue
    /// The name of a schema that is referred to; others stand where they are used.
    var shared: String?
  }

  private static let scalars: [Substring: Scalar] = [
    "string": Scalar(schema: ["type": "string"]), "bool": Scalar(schema: ["type": "boolean"]),
    "int": Scalar(schema: ["type": "integer", "format": "int32"]),
    "byte": Scalar(schema: ["type": "integer", "format": "int32"]),
    "long": Scalar(schema: ["type": "integer", "format": "int64"]),
    "number": Scalar(schema: ["type": "number", "format": "double"]),
    "bytes": Scalar(schema: ["type": "string", "format": "byte"]),
    "time": Scalar(schema: ["type": "string", "format": "date-time"], shared: meta + "Time"),
    "microtime": Scalar(schema: ["type": "string", "format": "date-time"], shared: meta + "MicroTime"),
    "quantity": Scalar(
      schema: ["oneOf": [["type": "string"], ["type": "number"]]],
      shared: "io.k8s.apimachinery.pkg.api.resource.Quantity"),
    "intstr": Scalar(
      schema: ["format": "int-or-string", "oneOf": [["type": "integer"], ["type": "string"]]],
      shared: "io.k8s.apimachinery.pkg.util.intstr.IntOrString"),
    "fields": Scalar(schema: ["type": "object"], shared: meta + "FieldsV1"),
    "any": Scalar(schema: ["type": "object"], shared: "io.k8s.apimachinery.pkg.runtime.RawExtension"),
  ]
}
