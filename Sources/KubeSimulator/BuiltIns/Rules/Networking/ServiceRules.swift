import KubeCore
import KubeSchema

/// What makes a service invalid.
enum ServiceRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = checkType(object) + checkPorts(spec) + checkSelector(spec)
    errors += ServiceTrafficRules.check(object, old) + ServiceAddressRules.check(object, old)
    errors += FieldRules.oneOf(spec, "type", ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"], "spec")
    let known = old?["spec"]?["externalIPs"]?.elements ?? []
    for (position, address) in (spec["externalIPs"]?.elements ?? []).enumerated() where !known.contains(address) {
      let field = "spec.externalIPs[\(position)]"
      let text = address.string ?? ""
      errors += IPAddressText(text).map { FieldRules.remoteAddress($0, field) } ?? FieldRules.address(text, field)
    }
    if let old { errors += ServiceAddressRules.checkChange(object, old) }
    return errors + checkStatus(object)
  }

  private static func checkType(_ object: JSONValue) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    if spec["type"] == "ExternalName" {
      let name = FieldRules.text(spec, "externalName")
      let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
      let given = ["clusterIPs", "ipFamilies"].filter { spec[$0]?.elements.isEmpty == false }
      let all = given + (spec["ipFamilyPolicy"] == nil ? [] : ["ipFamilyPolicy"])
      return all.map { .forbidden("spec.\($0)", "may not be set for ExternalName services") }
        + (bare.isEmpty ? [.required("spec.externalName")] : FieldRules.subdomain(bare, "spec.externalName"))
    }
    let isHeadless = spec["clusterIP"] == "None"
    if isHeadless, ServiceFields.isReachable(object) {
      let type = FieldRules.text(spec, "type")
      return [.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for \(type) services")]
        + (spec["ports"]?.elements.isEmpty == false ? [] : [.required("spec.ports")])
    }
    return isHeadless || spec["ports"]?.elements.isEmpty == false ? [] : [.required("spec.ports")]
  }

  private static func checkStatus(_ object: JSONValue) -> [FieldError] {
    let path = "status.loadBalancer.ingress"
    guard let places = object["status"]?["loadBalancer"]?["ingress"]?.elements, !places.isEmpty else { return [] }
    guard object["spec"]?["type"] == "LoadBalancer" else {
      return [.forbidden(path, "may only be used when `spec.type` is 'LoadBalancer'")]
    }
    return places.enumerated().flatMap { checkPlace($0.element, "\(path)[\($0.offset)]") }
  }

  private static func checkPlace(_ place: JSONValue, _ path: String) -> [FieldError] {
    let (address, host) = (FieldRules.text(place, "ip"), FieldRules.text(place, "hostname"))
    var errors = address.isEmpty ? [] : FieldRules.address(address, "\(path).ip")
    if place["ipMode"] != nil, address.isEmpty {
      errors.append(.forbidden("\(path).ipMode", "may not be specified when `ip` is not set"))
    } else {
      errors += FieldRules.oneOf(place, "ipMode", ["Proxy", "VIP"], path)
    }
    guard !host.isEmpty else { return errors }
    errors += FieldRules.subdomain(host, "\(path).hostname")
    if IPAddressText(host) != nil {
      errors.append(.invalid("\(path).hostname", .string(host), "must be a DNS name, not an IP address"))
    }
    return errors
  }

  // MARK: - Ports

  private static func checkPorts(_ spec: JSONValue) -> [FieldError] {
    let ports = spec["ports"]?.elements ?? []
    var errors: [FieldError] = []
    var names: Set<String> = []
    var pairs: Set<String> = []
    var nodePorts: Set<String> = []
    for (position, port) in ports.enumerated() {
      let path = "spec.ports[\(position)]"
      errors += check(port, path, isOnly: ports.count == 1, &names)
      let place = FieldRules.text(port, "protocol")
      if !pairs.insert("\(place):\(port["port"] ?? 0)").inserted {
        errors.append(.duplicate(path, ordered: shown(port)))
      }
      let isPlain = spec["type"] == "ClusterIP" || spec["type"] == nil
      let number = port["nodePort"]?.integer ?? 0
      if number != 0, !nodePorts.insert("\(place):\(number)").inserted {
        errors.append(.duplicate("\(path).nodePort", .integer(number)))
      }
      if isPlain, number != 0 {
        errors.append(.forbidden("\(path).nodePort", "may not be used when `type` is 'ClusterIP'"))
      }
    }
    return errors
  }

  private static func shown(_ port: JSONValue) -> JSONValue {
    [
      "Name": "", "Protocol": port["protocol"] ?? "", "AppProtocol": .null, "Port": port["port"] ?? 0, "TargetPort": 0,
      "NodePort": 0,
    ]
  }

  private static func check(
    _ port: JSONValue, _ path: String, isOnly: Bool, _ names: inout Set<String>
  ) -> [FieldError] {
    var errors: [FieldError] = []
    let name = port.memberName
    if name.isEmpty {
      if !isOnly { errors.append(.required("\(path).name")) }
    } else {
      errors += FieldRules.label(name, "\(path).name")
      if !names.insert(name).inserted { errors.append(.duplicate("\(path).name", .string(name))) }
    }
    errors += FieldRules.port(.integer(port["port"]?.integer ?? 0), "\(path).port")
    errors += FieldRules.oneOf(port, "protocol", ["SCTP", "TCP", "UDP"], path)
    if let target = port["targetPort"] { errors += FieldRules.port(target, "\(path).targetPort") }
    if let name = port["appProtocol"]?.string { errors += FieldRules.qualifiedName(name, "\(path).appProtocol") }
    return errors
  }

  private static func checkSelector(_ spec: JSONValue) -> [FieldError] {
    (spec["selector"]?.stringMap ?? [:]).sorted { $0.key < $1.key }.flatMap { key, value in
      FieldRules.qualifiedName(key, "spec.selector")
        + NameText.problems(ofLabelValue: value).map { .invalid("spec.selector", .string(value), $0) }
    }
  }
}
