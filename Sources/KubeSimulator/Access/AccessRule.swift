import KubeCore

/// One rule of a role: which actions it allows.
struct AccessRule: Sendable, Hashable {
  var verbs: [String]
  var groups: [String]
  var resources: [String]
  var names: [String]
  var paths: [String]

  init(
    verbs: [String], groups: [String] = [], resources: [String] = [], names: [String] = [], paths: [String] = []
  ) {
    self.verbs = verbs
    self.groups = groups
    self.resources = resources
    self.names = names
    self.paths = paths
  }

  init(_ value: JSONValue) {
    func list(_ name: String) -> [String] { value[name]?.elements.compactMap(\.string) ?? [] }
    self.init(
      verbs: list("verbs"), groups: list("apiGroups"), resources: list("resources"), names: list("resourceNames"),
      paths: list("nonResourceURLs"))
  }

  /// The wire form, as reviews list it.
  var value: JSONValue {
    func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    var object: JSONObject = ["verbs": list(verbs)]
    if !groups.isEmpty { object["apiGroups"] = list(groups) }
    if !resources.isEmpty { object["resources"] = list(resources) }
    if !names.isEmpty { object["resourceNames"] = list(names) }
    if !paths.isEmpty { object["nonResourceURLs"] = list(paths) }
    return .object(object)
  }

  func allows(_ action: AccessAttributes) -> Bool {
    guard Self.contains(verbs, action.verb) else { return false }
    guard action.isResource else { return paths.contains { Self.path($0, covers: action.path) } }
    return Self.contains(groups, action.group) && covers(resource: action) && allowsName(action.name)
  }

  private func covers(resource action: AccessAttributes) -> Bool {
    let wanted = action.qualifiedResource
    return resources.contains { resource in
      resource == "*" || resource == wanted || (!action.subresource.isEmpty && resource == "*/\(action.subresource)")
    }
  }

  private func allowsName(_ name: String) -> Bool { names.isEmpty || names.contains(name) }

  /// Whether a rule gives no more than this one; both are about one verb, group, resource, name or path.
  func covers(_ single: AccessRule) -> Bool {
    guard let verb = single.verbs.first, Self.contains(verbs, verb) else { return false }
    if let path = single.paths.first { return paths.contains { Self.path($0, covers: path) } }
    guard let group = single.groups.first, let resource = single.resources.first, Self.contains(groups, group) else {
      return false
    }
    let subresource = resource.split(separator: "/").dropFirst().first
    let coversResource = resources.contains { own in
      own == "*" || own == resource || subresource.map { own == "*/\($0)" } ?? false
    }
    return coversResource && (names.isEmpty || single.names.first.map(names.contains) ?? false)
  }

  /// The rule as rules about one verb, group, resource, name or path each.
  var parts: [AccessRule] {
    verbs.flatMap { verb -> [AccessRule] in
      let byPath = paths.map { AccessRule(verbs: [verb], paths: [$0]) }
      let byResource = groups.flatMap { group in
        resources.flatMap { resource -> [AccessRule] in
          guard !names.isEmpty else { return [AccessRule(verbs: [verb], groups: [group], resources: [resource])] }
          return names.map { AccessRule(verbs: [verb], groups: [group], resources: [resource], names: [$0]) }
        }
      }
      return byPath + byResource
    }
  }

  private static func contains(_ list: [String], _ wanted: String) -> Bool {
    list.contains { $0 == "*" || $0 == wanted }
  }

  private static func path(_ pattern: String, covers path: String) -> Bool {
    if pattern == "*" || pattern == path { return true }
    return pattern.hasSuffix("*") && path.hasPrefix(pattern.drop(suffix: "*"))
  }
}

extension String {
  fileprivate func drop(suffix: Character) -> Substring {
    var text = self[...]
    while text.last == suffix { text = text.dropLast() }
    return text
  }
}
