import KubeCore
import KubeSchema

/// What makes the settings of a pod as a whole invalid.
enum PodSettingRules {
  static func check(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors = checkNetwork(spec, path) + checkGates(spec, path)
    if let security = spec["securityContext"] { errors += checkSecurity(security, spec, "\(path).securityContext") }
    if let system = spec["os"], !["linux", "windows"].contains(system.memberName) {
      errors.append(.notSupported("\(path).os", .string(system.memberName), supported: ["linux", "windows"]))
    }
    return errors
  }

  private static func checkNetwork(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let servers = spec["dnsConfig"]?["nameservers"]?.elements ?? []
    if spec["dnsPolicy"] == "None" {
      if spec["dnsConfig"] == nil {
        errors.append(.required("\(path).dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None"))
      } else if servers.isEmpty {
        errors.append(
          .required(
            "\(path).dnsConfig.nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None"))
      }
    }
    if servers.count > 3 {
      errors.append(.invalid("\(path).dnsConfig.nameservers", .array(servers), "must not have more than 3 nameservers"))
    }
    for (position, server) in servers.enumerated() {
      errors += FieldRules.address(server.string ?? "", "\(path).dnsConfig.nameservers[\(position)]")
    }
    for (position, alias) in (spec["hostAliases"]?.elements ?? []).enumerated() {
      let place = "\(path).hostAliases[\(position)]"
      errors += FieldRules.address(FieldRules.text(alias, "ip"), "\(place).ip")
      for (index, host) in (alias["hostnames"]?.elements ?? []).enumerated() {
        errors += FieldRules.subdomain(host.string ?? "", "\(place).hostnames[\(index)]")
      }
    }
    guard spec["hostNetwork"]?.bool == true else { return errors }
    for (position, container) in (spec["containers"]?.elements ?? []).enumerated() {
      for (index, port) in (container["ports"]?.elements ?? []).enumerated() {
        guard let host = port["hostPort"], host != port["containerPort"] else { continue }
        let field = "\(path).containers[\(position)].ports[\(index)].hostPort"
        errors.append(.invalid(field, host, "must match `containerPort` when `hostNetwork` is true"))
      }
    }
    return errors
  }

  private static func checkGates(_ spec: JSONValue, _ path: String) -> [FieldError] {
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

  private static func checkSecurity(_ security: JSONValue, _ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if spec["hostPID"]?.bool == true, spec["shareProcessNamespace"]?.bool == true {
      errors.append(
        .invalid(
          "\(path).shareProcessNamespace", true, "ShareProcessNamespace and HostPID cannot both be enabled"))
    }
    for (position, entry) in (security["sysctls"]?.elements ?? []).enumerated() {
      let name = entry.memberName
      let field = "\(path).sysctls[\(position)].name"
      if name.isEmpty {
        errors.append(.required(field))
      } else if name.utf8.count > 253
        || name.wholeMatch(of: /([a-z0-9]([-_a-z0-9]*[a-z0-9])?[.\/])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?/) == nil
      {
        errors.append(
          .invalid(
            field, .string(name),
            #"must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*"#
              + "[a-z0-9]([-_a-z0-9]*[a-z0-9])?$"))
      }
    }
    return errors + ids(security, ["fsGroup", "runAsUser", "runAsGroup"], path) + checkProfile(security, path)
  }

  /// Rules that pods and containers share.
  static func ids(_ security: JSONValue, _ names: [String], _ path: String) -> [FieldError] {
    names.compactMap { name in
      guard let id = security[name], !(0...Int64(Int32.max)).contains(id.integer ?? 0) else { return nil }
      return .invalid("\(path).\(name)", id, "must be between 0 and 2147483647, inclusive")
    }
  }

  static func checkProfile(_ security: JSONValue, _ path: String) -> [FieldError] {
    guard let profile = security["seccompProfile"] else { return [] }
    let place = "\(path).seccompProfile"
    let hasFile = profile["localhostProfile"] != nil
    switch profile["type"]?.string {
    case "Localhost":
      return hasFile ? [] : [.required("\(place).localhostProfile", "must be set when seccomp type is Localhost")]
    case "RuntimeDefault", "Unconfined":
      return hasFile
        ? [
          .invalid(
            "\(place).localhostProfile", profile["localhostProfile"] ?? "",
            "can only be set when seccomp type is Localhost")
        ] : []
    default:
      return [
        .notSupported(
          "\(place).type", profile["type"] ?? "", supported: ["Localhost", "RuntimeDefault", "Unconfined"])
      ]
    }
  }
}
