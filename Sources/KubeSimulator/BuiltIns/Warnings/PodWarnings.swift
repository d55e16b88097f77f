import KubeCore

/// What is said about a pod or the template of one.
struct PodWarnings {
  /// With metadata and specification.
  let pod: JSONValue
  /// Where it stands: empty, or a path that ends with a dot.
  let prefix: String

  var all: [String] {
    var warnings = labels + spreads + profiles + volumes + duplicates
    for (container, path) in containers { warnings += amounts(container, path) + variables(container, path) }
    warnings += ports + portNames
    if spec["terminationGracePeriodSeconds"]?.integer ?? 0 < 0 {
      warnings.append(
        "\(prefix)spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1")
    }
    return warnings + affinities
  }

  private var spec: JSONValue { pod["spec"] ?? [:] }

  private var containers: [(JSONValue, String)] {
    ["initContainers", "containers", "ephemeralContainers"].flatMap { list in
      (spec[list]?.elements ?? []).enumerated().map { ($0.element, "\(prefix)spec.\(list)[\($0.offset)]") }
    }
  }

  // MARK: - Places

  private static let formerLabels = [
    "beta.kubernetes.io/arch": "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
    "beta.kubernetes.io/os": "deprecated since v1.14; use \"kubernetes.io/os\" instead",
    "failure-domain.beta.kubernetes.io/region": "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
    "failure-domain.beta.kubernetes.io/zone": "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
    "beta.kubernetes.io/instance-type": "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
  ]

  private var labels: [String] {
    (spec["nodeSelector"]?.object ?? [:]).compactMap { key, _ in
      Self.formerLabels[key].map { "\(prefix)spec.nodeSelector[\(key)]: \($0)" }
    }
  }

  private var spreads: [String] {
    (spec["topologySpreadConstraints"]?.elements ?? []).enumerated().flatMap { position, spread in
      let path = "\(prefix)spec.topologySpreadConstraints[\(position)]"
      let key = spread["topologyKey"]?.string ?? ""
      var warnings = Self.formerLabels[key].map { ["\(path).topologyKey: \(key) is \($0)"] } ?? []
      if spread["labelSelector"] == nil {
        warnings.append("\(path).labelSelector: a null labelSelector results in matching no pod")
      }
      return warnings
    }
  }

  /// Profiles named by annotations, for containers that have none of their own.
  private var profiles: [String] {
    containers.compactMap { container, _ in
      let key = "container.apparmor.security.beta.kubernetes.io/\(container.memberName)"
      guard pod.annotations[key] != nil, container["securityContext"]?["appArmorProfile"] == nil else { return nil }
      return "\(prefix)metadata.annotations[\(key)]: deprecated since v1.30; use the \"appArmorProfile\" field instead"
    }
  }

  private var affinities: [String] {
    ["podAffinity", "podAntiAffinity"].flatMap { kind -> [String] in
      let rules = spec["affinity"]?[kind]
      let path = "\(prefix)spec.affinity.\(kind)"
      let (required, preferred) = (
        "requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"
      )
      let hard = (rules?[required]?.elements ?? []).enumerated().filter { $0.element["labelSelector"] == nil }.map {
        "\(path).\(required)[\($0.offset)].labelSelector"
      }
      let soft = (rules?[preferred]?.elements ?? []).enumerated().filter {
        $0.element["podAffinityTerm"]?["labelSelector"] == nil
      }.map { "\(path).\(preferred)[\($0.offset)].podAffinityTerm.labelSelector" }
      return (hard + soft).map { "\($0): a null labelSelector results in matching no pod" }
    }
  }

  // MARK: - Volumes and lists

  private static let formerVolumes = [
    ("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
    ("gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
    ("scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
    ("flocker", "deprecated in v1.22, non-functional in v1.25+"),
    ("storageOS", "deprecated in v1.22, non-functional in v1.25+"),
    ("quobyte", "deprecated in v1.22, non-functional in v1.25+"),
    ("glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
    ("cephfs", "deprecated in v1.28, non-functional in v1.31+"),
    ("rbd", "deprecated in v1.28, non-functional in v1.31+"),
  ]

  private var volumes: [String] {
    (spec["volumes"]?.elements ?? []).enumerated().flatMap { position, volume in
      Self.formerVolumes.filter { volume[$0.0] != nil }.map { "\(prefix)spec.volumes[\(position)].\($0.0): \($0.1)" }
    }
  }

  private var duplicates: [String] {
    var warnings = repeated("hostAliases", "ip") + repeated("imagePullSecrets", "name")
    for (position, secret) in (spec["imagePullSecrets"]?.elements ?? []).enumerated() where secret.memberName.isEmpty {
      warnings.append("\(prefix)spec.imagePullSecrets[\(position)].name: invalid empty name \"\"")
    }
    return warnings
  }

  private func repeated(_ list: String, _ member: String) -> [String] {
    var seen: Set<String> = []
    return (spec[list]?.elements ?? []).enumerated().compactMap { position, element in
      let value = element[member]?.string ?? ""
      if seen.insert(value).inserted { return nil }
      return "\(prefix)spec.\(list)[\(position)].\(member): duplicate \(member) \"\(value)\""
    }
  }

  // MARK: - Containers

  private func amounts(_ container: JSONValue, _ path: String) -> [String] {
    ["memory", "ephemeral-storage"].flatMap { name in
      ["limits", "requests"].flatMap { member in
        ObjectWarnings.fraction(container["resources"]?[member]?[name], "\(path).resources.\(member)[\(name)]")
      }
    }
  }

  /// A variable may be set anew from what it was before, and in no other way.
  private func variables(_ container: JSONValue, _ path: String) -> [String] {
    var seen: Set<String> = []
    return (container["env"]?.elements ?? []).enumerated().compactMap { position, variable in
      let name = variable.memberName
      guard !seen.insert(name).inserted else { return nil }
      let value = variable["value"]?.string ?? ""
      let builds = variable["valueFrom"] == nil && value != "$(\(name))" && value.contains("$(\(name))")
      return builds
        ? nil
        : "\(path).env[\(position)]: hides previous definition of \"\(name)\", which may be dropped when using apply"
    }
  }

  private var ports: [String] {
    var seen: [String: [(JSONValue, String)]] = [:]
    var warnings: [String] = []
    for (container, path) in containers {
      for (position, port) in (container["ports"]?.elements ?? []).enumerated() {
        let place = "\(path).ports[\(position)]"
        let key = "\(port["containerPort"] ?? 0)/\(port["protocol"]?.string ?? "")"
        for (other, otherPlace) in seen[key] ?? [] {
          if let relation = relation(port, other) { warnings.append("\(place): \(relation) with \(otherPlace)") }
        }
        seen[key, default: []].append((port, place))
      }
    }
    return warnings
  }

  private func relation(_ port: JSONValue, _ other: JSONValue) -> String? {
    func host(_ port: JSONValue) -> (String, Int64) { (port["hostIP"]?.string ?? "", port["hostPort"]?.integer ?? 0) }
    let (mine, theirs) = (host(port), host(other))
    if mine == theirs { return "duplicate port definition" }
    if mine.1 == 0 || theirs.1 == 0 { return "overlapping port definition" }
    return mine.1 == theirs.1 && mine.0.isEmpty != theirs.0.isEmpty ? "dangerously ambiguous port definition" : nil
  }

  private var portNames: [String] {
    var seen: [String: String] = [:]
    var warnings: [String] = []
    for (container, path) in containers {
      for (position, port) in (container["ports"]?.elements ?? []).enumerated() where !port.memberName.isEmpty {
        let place = "\(path).ports[\(position)]"
        guard let first = seen[port.memberName] else {
          seen[port.memberName] = place
          continue
        }
        warnings.append(
          "\(place): duplicate port name \"\(port.memberName)\" with \(first), services and probes that select ports by "
            + "name will use \(first)")
      }
    }
    return warnings
  }
}
