import KubeCore
import KubeSchema

/// What makes a service invalid.
enum ServiceRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let ports = spec["ports"]?.elements ?? []
    let isExternal = spec["type"] == "ExternalName"
    var errors: [FieldError] = []
    if ports.isEmpty, spec["clusterIP"] != "None", !isExternal { errors.append(.required("spec.ports")) }
    if isExternal, spec["externalName"]?.string?.isEmpty != false { errors.append(.required("spec.externalName")) }
    var names: Set<String> = []
    for (position, port) in ports.enumerated() {
      errors += check(port, "spec.ports[\(position)]", isOnly: ports.count == 1, &names)
    }
    for key in (spec["selector"]?.stringMap ?? [:]).keys.sorted() {
      errors += NameText.problems(ofQualifiedName: key).map { .invalid("spec.selector", .string(key), $0) }
    }
    errors += FieldRules.oneOf(spec, "sessionAffinity", ["ClientIP", "None"], "spec")
    errors += FieldRules.oneOf(spec, "type", ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"], "spec")
    errors += FieldRules.oneOf(spec, "internalTrafficPolicy", ["Cluster", "Local"], "spec")
    errors += FieldRules.oneOf(
      spec, "ipFamilyPolicy", ["PreferDualStack", "RequireDualStack", "SingleStack"], "spec")
    if spec["type"] == "ClusterIP" || spec["type"] == nil {
      for (position, port) in ports.enumerated() where (port["nodePort"]?.integer ?? 0) != 0 {
        errors.append(
          .forbidden("spec.ports[\(position)].nodePort", "may not be used when `type` is 'ClusterIP'"))
      }
    }
    if let before = old?["spec"]?["clusterIP"], before != spec["clusterIP"], !isExternal {
      let new = spec["clusterIPs"] ?? [spec["clusterIP"] ?? .null]
      errors.append(.invalid("spec.clusterIPs[0]", new, "may not change once set"))
    }
    return errors
  }

  private static func check(
    _ port: JSONValue, _ path: String, isOnly: Bool, _ names: inout Set<String>
  ) -> [FieldError] {
    var errors: [FieldError] = []
    let name = port.memberName
    if name.isEmpty {
      if !isOnly { errors.append(.required("\(path).name")) }
    } else {
      errors += NameText.problems(ofLabel: name).map { .invalid("\(path).name", .string(name), $0) }
      if !names.insert(name).inserted { errors.append(.duplicate("\(path).name", .string(name))) }
    }
    errors += FieldRules.port(.integer(port["port"]?.integer ?? 0), "\(path).port")
    errors += FieldRules.oneOf(port, "protocol", ["SCTP", "TCP", "UDP"], path)
    if let target = port["targetPort"] { errors += FieldRules.port(target, "\(path).targetPort") }
    return errors
  }
}
