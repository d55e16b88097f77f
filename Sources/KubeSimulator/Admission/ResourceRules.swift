import KubeCore

/// Which changes a policy, or a binding, is about (`MatchResources`).
struct ResourceRules: Sendable {
  private let rules: JSONValue
  private let attributes: AdmissionAttributes
  /// The versions in which the resource is served, the one that the request names first.
  private let versions: [ResourceDefinition]

  init(_ rules: JSONValue, _ attributes: AdmissionAttributes, versions: [ResourceDefinition]) {
    self.rules = rules
    self.attributes = attributes
    self.versions = versions
  }

  /// The version of the resource in which the rules want to see it; `nil` when they are not about it.
  ///
  /// - Parameter namespaceLabels: `nil` for what belongs to no namespace.
  func match(namespaceLabels: [String: String]?) -> ResourceDefinition? {
    if let labels = namespaceLabels, !Self.selector(rules["namespaceSelector"]).matches(labels) { return nil }
    guard selectsObject, match(rules["excludeResourceRules"]?.elements ?? []) == nil else { return nil }
    let list = rules["resourceRules"]?.elements ?? []
    return list.isEmpty ? attributes.definition : match(list)
  }

  private var selectsObject: Bool {
    let selector = Self.selector(rules["objectSelector"])
    guard selector != LabelSelector() else { return true }
    return [attributes.object, attributes.oldObject].contains { $0.map { selector.matches($0.labels) } ?? false }
  }

  private func match(_ list: [JSONValue]) -> ResourceDefinition? {
    let isExact = rules["matchPolicy"] == "Exact"
    for version in isExact ? Array(versions.prefix(1)) : versions {
      if list.contains(where: { matches($0, version) }) { return version }
    }
    return nil
  }

  private func matches(_ rule: JSONValue, _ version: ResourceDefinition) -> Bool {
    let names = rule["resourceNames"]?.elements ?? []
    return Self.lists(rule["operations"], attributes.operation.rawValue)
      && Self.lists(rule["apiGroups"], version.type.group) && Self.lists(rule["apiVersions"], version.type.version)
      && isInScope(rule["scope"]?.string ?? "*") && matchesResource(rule, version)
      && (names.isEmpty || names.contains(.string(attributes.name)))
  }

  private func isInScope(_ scope: String) -> Bool {
    let isNamespaced = !attributes.namespace.isEmpty && !attributes.isNamespace
    return scope == "*" || (scope == "Namespaced") == isNamespaced
  }

  private func matchesResource(_ rule: JSONValue, _ version: ResourceDefinition) -> Bool {
    (rule["resources"]?.elements ?? []).contains { entry in
      let parts = (entry.string ?? "").split(separator: "/", maxSplits: 1).map(String.init)
      let subresource = parts.count == 2 ? parts[1] : ""
      return ["*", version.type.plural].contains(parts.first) && ["*", attributes.subresource].contains(subresource)
    }
  }

  private static func lists(_ values: JSONValue?, _ text: String) -> Bool {
    (values?.elements ?? []).contains { $0 == "*" || $0.string == text }
  }

  static func selector(_ value: JSONValue?) -> LabelSelector {
    value.flatMap { try? JSONCoding.decode(LabelSelector.self, from: $0) } ?? LabelSelector()
  }
}
