import KubeCore

extension Discovery {
  mutating func add(_ answer: AggregatedAnswer) {
    for item in answer.items ?? [] {
      let group = item.metadata.name ?? ""
      groups.append(Group(name: group, versions: (item.versions ?? []).map(\.version)))
      for version in item.versions ?? [] { add(version, group) }
    }
  }

  private mutating func add(_ version: AggregatedAnswer.Version, _ group: String) {
    let name = group.isEmpty ? version.version : "\(group)/\(version.version)"
    if version.freshness == "Stale" {
      failures[name] = KubeError(
        .serverFailure, message: "the server behind \(name) did not answer lately; what it serves may be out of date")
    }
    for resource in version.resources ?? [] {
      // Some entries carry subresources alone and no kind of their own.
      guard let kind = resource.responseKind?.kind, !kind.isEmpty else { continue }
      let type = ResourceType(
        group: group, version: version.version, kind: kind, plural: resource.resource,
        isNamespaced: resource.scope == "Namespaced")
      resources.append(
        ServedResource(
          type: type, singular: resource.singularResource ?? "", shortNames: resource.shortNames ?? [],
          categories: resource.categories ?? [], verbs: resource.verbs ?? [],
          subresources: (resource.subresources ?? []).map(\.subresource)))
    }
  }

  /// The resources of one group and version, with their subresources, which the answer lists beside them.
  static func resources(_ answer: ResourcesAnswer, group: String, version: String) -> [ServedResource] {
    var subresources: [String: [String]] = [:]
    for resource in answer.resources ?? [] {
      let parts = resource.name.split(separator: "/", maxSplits: 1).map(String.init)
      if parts.count == 2 { subresources[parts[0], default: []].append(parts[1]) }
    }
    return (answer.resources ?? []).filter { !$0.name.contains("/") }.map { resource in
      ServedResource(
        type: ResourceType(
          group: group, version: version, kind: resource.kind, plural: resource.name,
          isNamespaced: resource.namespaced),
        singular: resource.singularName ?? "", shortNames: resource.shortNames ?? [],
        categories: resource.categories ?? [], verbs: resource.verbs ?? [],
        subresources: subresources[resource.name] ?? [])
    }
  }
}
