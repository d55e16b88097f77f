import KubeCore

/// Lays the fields of one pod template over another, by the rules of a strategic merge patch.
///
/// Objects are merged member by member, and a null takes a member away. The lists of a pod that Kubernetes keys are merged
/// by their keys (`patchMergeKey` in its API types); others are replaced. An element or object with `$patch: delete` goes;
/// with `$patch: replace` it is replaced whole.
enum PodOverlay {
  /// The keys of lists by the names of the fields, which mean the same wherever they stand in a pod template.
  private static let keys = [
    "containers": "name", "initContainers": "name", "ephemeralContainers": "name", "volumes": "name", "env": "name",
    "ports": "containerPort", "volumeMounts": "mountPath", "volumeDevices": "devicePath", "imagePullSecrets": "name",
    "hostAliases": "ip", "topologySpreadConstraints": "topologyKey", "resourceClaims": "name",
  ]

  static func apply(_ overlay: JSONValue, to base: JSONValue) -> JSONValue {
    guard case .object(let changes) = overlay else { return overlay }
    switch changes["$patch"]?.string {
    case "delete": return [:]
    case "replace": return bare(overlay)
    default: break
    }
    var result = base.object ?? [:]
    for (name, change) in changes where !name.hasPrefix("$") {
      switch change {
      case .null: result[name] = nil
      case .object: result[name] = apply(change, to: result[name] ?? [:])
      case .array(let elements): result[name] = list(elements, over: result[name]?.elements ?? [], key: keys[name])
      default: result[name] = change
      }
    }
    return .object(result)
  }

  private static func list(_ changes: [JSONValue], over base: [JSONValue], key: String?) -> JSONValue {
    guard let key, !changes.contains(where: { $0["$patch"] == "replace" && $0[key] == nil }) else {
      return .array(changes.filter { $0["$patch"] == nil }.map(bare))
    }
    var result = base
    for change in changes {
      let place = result.firstIndex { $0[key] != nil && $0[key] == change[key] }
      switch (place, change["$patch"] == "delete") {
      case (let place?, true): result.remove(at: place)
      case (let place?, false): result[place] = apply(change, to: result[place])
      case (nil, true): break
      case (nil, false): result.append(apply(change, to: [:]))
      }
    }
    return .array(result)
  }

  /// A value without directives.
  private static func bare(_ value: JSONValue) -> JSONValue {
    guard case .object(let object) = value else { return value }
    return .object(JSONObject(object.filter { !$0.key.hasPrefix("$") }.map { ($0.key, $0.value) }))
  }
}
