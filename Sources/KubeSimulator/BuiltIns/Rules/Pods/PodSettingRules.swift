import KubeCore
import KubeSchema

/// What makes the settings of a pod as a whole invalid.
enum PodSettingRules {
  /// Ports of a node are those of the containers where both share a network.
  static func checkHostPorts(_ spec: JSONValue, _ path: String) -> [FieldError] {
    guard spec["hostNetwork"]?.bool == true else { return [] }
    return (spec["containers"]?.elements ?? []).enumerated().flatMap { position, container in
      (container["ports"]?.elements ?? []).enumerated().compactMap { index, port -> FieldError? in
        guard let host = port["hostPort"], host != port["containerPort"] else { return nil }
        return .invalid(
          "\(path).containers[\(position)].ports[\(index)].hostPort", host,
          "must match `containerPort` when `hostNetwork` is true")
      }
    }
  }

  static func checkDNS(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let servers = spec["dnsConfig"]?["nameservers"]?.elements ?? []
    if spec["dnsPolicy"] == "None" {
      if spec["dnsConfig"] == nil { return [.required(path, "must provide `dnsConfig` when `dnsPolicy` is None")] }
      if servers.isEmpty {
        return [
          .required("\(path).nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None")
        ]
      }
    }
    if servers.count > 3 {
      errors.append(.invalid("\(path).nameservers", .array(servers), "must not have more than 3 nameservers"))
    }
    for (position, server) in servers.enumerated() {
      errors += FieldRules.address(server.string ?? "", "\(path).nameservers[\(position)]")
    }
    for (position, search) in (spec["dnsConfig"]?["searches"]?.elements ?? []).enumerated() where search != "." {
      let text = search.string ?? ""
      let name = text.hasSuffix(".") ? String(text.dropLast()) : text
      errors += FieldRules.subdomain(name, "\(path).searches[\(position)]")
    }
    for (position, option) in (spec["dnsConfig"]?["options"]?.elements ?? []).enumerated()
    where option.memberName.isEmpty {
      errors.append(.required("\(path).options[\(position)]", "must not be empty"))
    }
    return errors
  }

  static func checkAliases(_ spec: JSONValue, _ path: String) -> [FieldError] {
    (spec["hostAliases"]?.elements ?? []).enumerated().flatMap { position, alias -> [FieldError] in
      let place = "\(path)[\(position)]"
      let names = (alias["hostnames"]?.elements ?? []).enumerated().flatMap {
        FieldRules.subdomain($0.element.string ?? "", "\(place).hostnames[\($0.offset)]")
      }
      return FieldRules.address(FieldRules.text(alias, "ip"), "\(place).ip") + names
    }
  }

  static func checkGates(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for (position, gate) in (spec["readinessGates"]?.elements ?? []).enumerated() {
      errors += FieldRules.qualifiedName(
        FieldRules.text(gate, "conditionType"), "\(path).readinessGates[\(position)].conditionType")
    }
    for (position, gate) in (spec["schedulingGates"]?.elements ?? []).enumerated() {
      errors += FieldRules.qualifiedName(gate.memberName, "\(path).schedulingGates[\(position)]")
    }
    return errors
  }
}
