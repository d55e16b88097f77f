import KubeCore
import KubeSchema

/// What makes a service invalid.
enum ServiceRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = checkType(spec) + checkPorts(spec) + checkSelector(spec) + ServiceTrafficRules.check(spec)
    errors += FieldRules.oneOf(spec, "type", ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"], "spec")
    errors += FieldRules.oneOf(
      spec, "ipFamilyPolicy", ["PreferDualStack", "RequireDualStack", "SingleStack"], "spec")
    for (position, address) in (spec["externalIPs"]?.elements ?? []).enumerated() {
      let field = "spec.externalIPs[\(position)]"
      let text = address.string ?? ""
      errors += IPAddressText(text).map { FieldRules.remoteAddress($0, field) } ?? FieldRules.address(text, field)
    }
    if let before = old?["spec"]?["clusterIP"], before.string?.isEmpty == false, before != spec["clusterIP"],
      spec["type"] != "ExternalName"
    {
      let new = spec["clusterIP"].map { [$0] } ?? []
      errors.append(.invalid("spec.clusterIPs[0]", .array(new), "may not change once set"))
    }
    if spec["type"] != "LoadBalancer", object["status"]?["loadBalancer"]?["ingress"]?.elements.isEmpty == false {
      errors.append(
        .forbidden("status.loadBalancer.ingress", "may only be used when `spec.type` is 'LoadBalancer'"))
    }
    return errors
  }

  private static func checkType(_ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    let ports = spec["ports"]?.elements ?? []
    let address = FieldRules.text(spec, "clusterIP")
    if spec["type"] == "ExternalName" {
      let name = FieldRules.text(spec, "externalName")
      let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
      errors += name.isEmpty ? [.required("spec.externalName")] : FieldRules.subdomain(bare, "spec.externalName")
      if !address.isEmpty, address != "None" {
        errors.append(.forbidden("spec.clusterIPs[0]", "may not be set when `type` is 'ExternalName'"))
      }
      return errors
    }
    if ports.isEmpty, address != "None" { errors.append(.required("spec.ports")) }
    if !address.isEmpty, address != "None" { errors += FieldRules.address(address, "spec.clusterIPs[0]") }
    if address == "None", ["LoadBalancer", "NodePort"].contains(spec["type"]?.string) {
      let type = FieldRules.text(spec, "type")
      errors.append(
        .invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for \(type) services"))
    }
    return errors
  }

  // MARK: - Ports

  private static func checkPorts(_ spec: JSONValue) -> [FieldError] {
    let ports = spec["ports"]?.elements ?? []
    var errors: [FieldError] = []
    var names: Set<String> = []
    var pairs: Set<String> = []
    for (position, port) in ports.enumerated() {
      let path = "spec.ports[\(position)]"
      errors += check(port, path, isOnly: ports.count == 1, &names)
      let place = FieldRules.text(port, "protocol")
      if !pairs.insert("\(place):\(port["port"] ?? 0)").inserted {
        errors.append(.duplicate(path, ordered: shown(port)))
      }
      let isPlain = spec["type"] == "ClusterIP" || spec["type"] == nil
      if isPlain, (port["nodePort"]?.integer ?? 0) != 0 {
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
