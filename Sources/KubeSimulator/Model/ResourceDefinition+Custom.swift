import KubeCore
import KubeSchema

extension ResourceDefinition {
  /// The resources that a `CustomResourceDefinition` defines: one for each version that it serves.
  static func resources(of object: JSONValue) -> [ResourceDefinition] {
    guard let spec = object["spec"], let group = spec["group"]?.string, let names = spec["names"],
      let kind = names["kind"]?.string, let plural = names["plural"]?.string
    else { return [] }
    let isNamespaced = spec["scope"]?.string != "Cluster"
    let served = (spec["versions"]?.elements ?? []).filter { $0["served"]?.bool == true }
    let forms = VersionForms(spec)
    return served.compactMap { version in
      guard let name = version["name"]?.string else { return nil }
      let type = ResourceType(group: group, version: name, kind: kind, plural: plural, isNamespaced: isNamespaced)
      var resource = ResourceDefinition(type: type, names: names, version: version)
      resource.versions = forms
      resource.deprecation = deprecation(of: version, type, among: served)
      return resource
    }
  }

  private static func deprecation(
    of version: JSONValue, _ type: ResourceType, among served: [JSONValue]
  ) -> String? {
    guard version["deprecated"]?.bool == true else { return nil }
    if let text = version["deprecationWarning"]?.string { return text }
    let text = "\(type.apiVersion) \(type.kind) is deprecated"
    let current = served.filter { $0["deprecated"]?.bool != true }.compactMap { $0["name"]?.string }
    let newest = current.min(by: VersionOrder.isBefore)
    guard let newest, VersionOrder.isBefore(newest, type.version) else { return text }
    return text + "; use \(type.group)/\(newest) \(type.kind)"
  }

  private init(type: ResourceType, names: JSONValue, version: JSONValue) {
    let compiled = CompiledSchema.of(version["schema"]?["openAPIV3Schema"] ?? [:])
    self.init(
      type: type,
      singular: names["singular"]?.string ?? type.kind.lowercased(),
      shortNames: names["shortNames"]?.elements.compactMap(\.string) ?? [],
      categories: names["categories"]?.elements.compactMap(\.string) ?? [],
      listKind: names["listKind"]?.string ?? type.kind + "List",
      schema: compiled.schema,
      rules: compiled.rules,
      isCustom: true,
      hasStatus: version["subresources"]?["status"] != nil,
      scale: Self.scale(version["subresources"]?["scale"]),
      hasGeneration: true,
      storage: "\(type.group)/\(type.plural)",
      columns: Self.columns(version["additionalPrinterColumns"]),
      selectableFields: version["selectableFields"]?.elements.compactMap { $0["jsonPath"]?.string }
        .map(Self.simplePath) ?? [])
  }

  /// The declared schema with the members that every object has.
  static func schema(_ source: JSONValue) -> Schema {
    let declared = Schema(openAPI: source)
    var properties = declared.properties
    properties["apiVersion"] = Schema(kind: .string)
    properties["kind"] = Schema(kind: .string)
    properties["metadata"] = BuiltInResources.metadata
    return Schema(
      kind: .object, description: declared.description, properties: properties,
      additionalProperties: declared.additionalProperties, required: declared.required,
      preservesUnknownFields: declared.preservesUnknownFields, limits: declared.limits, rules: declared.rules,
      alwaysPresent: ["metadata"], source: source)
  }

  private static func scale(_ source: JSONValue?) -> ScalePaths? {
    guard let source, let spec = source["specReplicasPath"]?.string, let status = source["statusReplicasPath"]?.string
    else { return nil }
    return ScalePaths(
      specReplicas: simplePath(spec), statusReplicas: simplePath(status),
      labelSelector: source["labelSelectorPath"]?.string.map(simplePath))
  }

  private static func columns(_ source: JSONValue?) -> [PrinterColumn] {
    let columns = source?.elements.compactMap { column -> PrinterColumn? in
      guard let name = column["name"]?.string, let path = column["jsonPath"]?.string else { return nil }
      return PrinterColumn(
        name: name, type: column["type"]?.string ?? "string", format: column["format"]?.string ?? "",
        description: column["description"]?.string
          ?? "Custom resource definition column (in JSONPath format): \(path)",
        path: path, priority: column["priority"]?.integer ?? 0)
    }
    let age = PrinterColumn(
      name: "Age", type: "date", format: "",
      description: TableColumns.age.description,
      path: ".metadata.creationTimestamp", priority: 0)
    return columns.flatMap { $0.isEmpty ? nil : $0 } ?? [age]
  }

  /// `.spec.replicas` as member names.
  static func simplePath(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }
}
