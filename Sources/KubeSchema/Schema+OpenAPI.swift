import CEL
public import KubeCore

extension Schema {
  /// Reads a structural schema from the form that a `CustomResourceDefinition` carries.
  ///
  /// Unknown keywords are ignored.
  public convenience init(openAPI source: JSONValue) {
    let isIntOrString = source["x-kubernetes-int-or-string"]?.bool ?? false
    self.init(
      kind: isIntOrString ? .integerOrString : Self.kind(source["type"]?.string),
      format: source["format"]?.string,
      description: source["description"]?.string,
      properties: Self.properties(source["properties"]),
      additionalProperties: Self.additionalProperties(source["additionalProperties"]),
      items: source["items"].map { Schema(openAPI: $0) },
      required: source["required"]?.elements.compactMap(\.string) ?? [],
      defaultValue: source["default"],
      isNullable: source["nullable"]?.bool ?? false,
      preservesUnknownFields: source["x-kubernetes-preserve-unknown-fields"]?.bool ?? false,
      isEmbeddedResource: source["x-kubernetes-embedded-resource"]?.bool ?? false,
      listType: Self.listType(source),
      isAtomicObject: source["x-kubernetes-map-type"]?.string == "atomic",
      limits: SchemaLimits(openAPI: source),
      rules: source["x-kubernetes-validations"]?.elements.map { SchemaRule($0) } ?? [],
      source: source)
  }

  private static func kind(_ name: String?) -> Kind {
    switch name {
    case "object": .object
    case "array": .array
    case "string": .string
    case "integer": .integer
    case "number": .number
    case "boolean": .boolean
    default: .any
    }
  }

  private static func properties(_ source: JSONValue?) -> [String: Schema] {
    guard let object = source?.object else { return [:] }
    return object.reduce(into: [:]) { $0[$1.key] = Schema(openAPI: $1.value) }
  }

  private static func additionalProperties(_ source: JSONValue?) -> Schema? {
    switch source {
    case .bool(true): Schema.anything
    case .object: source.map { Schema(openAPI: $0) }
    default: nil
    }
  }

  private static func listType(_ source: JSONValue) -> ListType {
    switch source["x-kubernetes-list-type"]?.string {
    case "set": .set
    case "map": .map(keys: source["x-kubernetes-list-map-keys"]?.elements.compactMap(\.string) ?? [])
    default: .atomic
    }
  }
}

extension SchemaLimits {
  init(openAPI source: JSONValue) {
    enumeration = source["enum"]?.elements ?? []
    minimum = source["minimum"]?.double
    maximum = source["maximum"]?.double
    isMinimumExclusive = source["exclusiveMinimum"]?.bool ?? false
    isMaximumExclusive = source["exclusiveMaximum"]?.bool ?? false
    multipleOf = source["multipleOf"]?.double
    minLength = Self.count(source["minLength"])
    maxLength = Self.count(source["maxLength"])
    pattern = source["pattern"]?.string
    compiledPattern = pattern.flatMap { try? RegularExpression($0) }
    minItems = Self.count(source["minItems"])
    maxItems = Self.count(source["maxItems"])
    minProperties = Self.count(source["minProperties"])
    maxProperties = Self.count(source["maxProperties"])
    allOf = source["allOf"]?.elements.map { Schema(openAPI: $0) } ?? []
    anyOf = source["anyOf"]?.elements.map { Schema(openAPI: $0) } ?? []
    oneOf = source["oneOf"]?.elements.map { Schema(openAPI: $0) } ?? []
    negated = source["not"].map { [Schema(openAPI: $0)] } ?? []
  }

  private static func count(_ value: JSONValue?) -> Int? { value?.integer.flatMap { Int(exactly: $0) } }
}
