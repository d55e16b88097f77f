import KubeCore

/// All groups in one answer (`apidiscovery.k8s.io`), which kubectl asks for since 1.27.
enum AggregatedDiscovery {
  struct Version {
    var name: String
    var resources: [ResourceDefinition]
    var virtual: [ResourceType]
  }

  struct Group {
    var name: String
    var versions: [Version]
  }

  /// The version of the aggregated form that a client accepts; `nil` when it wants the old form.
  static func isWanted(_ accept: String?) -> String? {
    for range in (accept ?? "").split(separator: ",") where range.contains("as=APIGroupDiscoveryList") {
      if range.split(separator: ";").contains("v=v2") { return "v2" }
    }
    return nil
  }

  static func answer(_ groups: [Group], form: String) -> SimulatorAnswer {
    let items = groups.map { group -> JSONValue in
      let metadata: JSONValue = group.name.isEmpty ? [:] : ["name": .string(group.name)]
      return ["metadata": metadata, "versions": .array(group.versions.map { version($0, group.name) })]
    }
    return .json(
      [
        "kind": "APIGroupDiscoveryList", "apiVersion": .string("apidiscovery.k8s.io/\(form)"), "metadata": [:],
        "items": .array(items),
      ], type: "application/json;g=apidiscovery.k8s.io;v=\(form);as=APIGroupDiscoveryList")
  }

  private static func version(_ version: Version, _ group: String) -> JSONValue {
    let resources = version.resources.map { resource($0) } + version.virtual.map { virtual($0) }
    return ["version": .string(version.name), "resources": .array(resources), "freshness": "Current"]
  }

  private static func resource(_ definition: ResourceDefinition) -> JSONValue {
    var object: JSONObject = [
      "resource": .string(definition.type.plural),
      "responseKind": kind(definition.type.group, definition.type.version, definition.type.kind),
      "scope": definition.type.isNamespaced ? "Namespaced" : "Cluster",
      "singularResource": .string(definition.singular), "verbs": .array(DiscoveryEntry.verbs),
    ]
    if !definition.shortNames.isEmpty { object["shortNames"] = .array(definition.shortNames.map { .string($0) }) }
    if !definition.categories.isEmpty { object["categories"] = .array(definition.categories.map { .string($0) }) }
    let subresources = DiscoveryEntry.subresources(definition).map { subresource -> JSONValue in
      [
        "subresource": .string(subresource.name),
        "responseKind": kind(
          subresource.group ?? definition.type.group, subresource.version ?? definition.type.version, subresource.kind),
        "verbs": .array(subresource.verbs),
      ]
    }
    if !subresources.isEmpty { object["subresources"] = .array(subresources) }
    return .object(object)
  }

  private static func virtual(_ type: ResourceType) -> JSONValue {
    [
      "resource": .string(type.plural), "responseKind": kind(type.group, type.version, type.kind),
      "scope": type.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(type.kind.lowercased()),
      "verbs": ["create"],
    ]
  }

  private static func kind(_ group: String, _ version: String, _ kind: String) -> JSONValue {
    ["group": .string(group), "version": .string(version), "kind": .string(kind)]
  }
}
