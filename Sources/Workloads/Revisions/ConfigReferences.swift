import KubeCore
import SlipwayAPI

/// Finds the ConfigMaps and Secrets that a pod template names, and has it name copies of them instead.
struct ConfigReferences {
  private let kinds: Set<SnapshotKind>
  /// The name of the copy of an object.
  private let copyName: (SnapshotKind, String) -> String
  private(set) var snapshots: [ConfigSnapshot] = []

  init(_ kinds: some Sequence<SnapshotKind>, copyName: @escaping (SnapshotKind, String) -> String) {
    self.kinds = Set(kinds)
    self.copyName = copyName
  }

  /// The members that name an object, with the member of theirs that holds the name (`core/v1`: `EnvVarSource`,
  /// `EnvFromSource`, `VolumeSource`, `VolumeProjection`).
  private static let members: [String: (kind: SnapshotKind, name: String)] = [
    "configMapKeyRef": (.configMaps, "name"), "secretKeyRef": (.secrets, "name"),
    "configMapRef": (.configMaps, "name"), "secretRef": (.secrets, "name"),
    "configMap": (.configMaps, "name"),
  ]

  /// A pod template with all references changed.
  mutating func redirect(_ template: JSONValue) -> JSONValue {
    var template = template
    for list in ["containers", "initContainers"] {
      guard let containers = template["spec"]?[list]?.array else { continue }
      template[["spec", list]] = .array(
        containers.map { container in
          var container = container
          for name in ["env", "envFrom"] { if let part = container[name] { container[name] = walk(part) } }
          return container
        })
    }
    if let volumes = template["spec"]?["volumes"]?.array {
      template[["spec", "volumes"]] = .array(volumes.map { redirectVolume($0) })
    }
    return template
  }

  /// A volume of a Secret calls the name otherwise than everything else does, its projection included.
  private mutating func redirectVolume(_ volume: JSONValue) -> JSONValue {
    var volume = volume
    if let secret = volume["secret"] { volume["secret"] = redirect(secret, .secrets, by: "secretName") }
    if let configMap = volume["configMap"] { volume["configMap"] = redirect(configMap, .configMaps, by: "name") }
    guard let sources = volume["projected"]?["sources"]?.array else { return volume }
    volume[["projected", "sources"]] = .array(
      sources.map { source in
        var source = walk(source)
        if let secret = source["secret"] { source["secret"] = redirect(secret, .secrets, by: "name") }
        return source
      })
    return volume
  }

  private mutating func walk(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map { walk($0) })
    case .object(let object):
      return .object(
        JSONObject(
          object.map { key, value in
            guard let (kind, name) = Self.members[key] else { return (key, walk(value)) }
            return (key, redirect(value, kind, by: name))
          }))
    default: return value
    }
  }

  private mutating func redirect(_ reference: JSONValue, _ kind: SnapshotKind, by member: String) -> JSONValue {
    guard kinds.contains(kind), let source = reference[member]?.string, !source.isEmpty else { return reference }
    let isOptional = reference["optional"]?.bool ?? false
    let snapshot = ConfigSnapshot(kind: kind, source: source, copy: copyName(kind, source), isOptional: isOptional)
    if let known = snapshots.firstIndex(where: { $0.kind == kind && $0.source == source }) {
      // One place that cannot do without it is enough.
      snapshots[known].isOptional = snapshots[known].isOptional && isOptional
    } else {
      snapshots.append(snapshot)
    }
    var reference = reference
    reference[member] = .string(snapshot.copy)
    return reference
  }
}
