import KubeCore
import KubeSchema

/// What makes the ways of a service's traffic invalid.
enum ServiceTrafficRules {
  static func check(_ service: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = service["spec"] ?? [:]
    let type = FieldRules.text(spec, "type")
    let isReachable = type == "LoadBalancer" || type == "NodePort"
      || type == "ClusterIP" && spec["externalIPs"]?.elements.isEmpty == false
    var errors = FieldRules.oneOf(spec, "sessionAffinity", ["ClientIP", "None"], "spec")
    errors += FieldRules.oneOf(spec, "internalTrafficPolicy", ["Cluster", "Local"], "spec")
    if let seconds = spec["sessionAffinityConfig"]?["clientIP"]?["timeoutSeconds"],
      !(1...86_400).contains(seconds.integer ?? 0)
    {
      errors.append(
        .invalid(
          "spec.sessionAffinityConfig.clientIP.timeoutSeconds", seconds, "must be greater than 0 and less than 86400"))
    }
    if let policy = spec["externalTrafficPolicy"] {
      if isReachable {
        errors += FieldRules.oneOf(spec, "externalTrafficPolicy", ["Cluster", "Local"], "spec")
      } else {
        errors.append(
          .invalid("spec.externalTrafficPolicy", policy, "may only be set for externally-accessible services"))
      }
    }
    errors += FieldRules.oneOf(
      spec, "trafficDistribution", ["PreferClose", "PreferSameZone", "PreferSameNode"], "spec")
    errors += checkBalancer(spec, type, old?["spec"])
    if let old, ServiceFields.needsHealthCheck(old), ServiceFields.needsHealthCheck(service),
      old["spec"]?["healthCheckNodePort"] != spec["healthCheckNodePort"]
    {
      errors.append(.forbidden("spec.healthCheckNodePort", "field is immutable"))
    }
    if let port = spec["healthCheckNodePort"], (port.integer ?? 0) != 0,
      type != "LoadBalancer" || spec["externalTrafficPolicy"] != "Local"
    {
      errors.append(
        .invalid(
          "spec.healthCheckNodePort", port,
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"))
    }
    if ServiceFields.needsHealthCheck(service), let port = spec["healthCheckNodePort"], port != 0 {
      errors += FieldRules.port(port, "spec.healthCheckNodePort")
    }
    guard let ranges = spec["loadBalancerSourceRanges"], !ranges.elements.isEmpty else { return errors }
    if type != "LoadBalancer" {
      errors.append(
        .forbidden("spec.LoadBalancerSourceRanges", "may only be used when `type` is 'LoadBalancer'"))
    }
    for (position, range) in ranges.elements.enumerated() {
      errors += FieldRules.network(range.string ?? "", "spec.LoadBalancerSourceRanges[\(position)]")
    }
    return errors
  }

  private static func checkBalancer(_ spec: JSONValue, _ type: String, _ old: JSONValue?) -> [FieldError] {
    guard type == "LoadBalancer" else {
      return ["allocateLoadBalancerNodePorts", "loadBalancerClass"].filter { spec[$0] != nil }.map {
        .forbidden("spec.\($0)", "may only be used when `type` is 'LoadBalancer'")
      }
    }
    let name = spec["loadBalancerClass"]
    var errors = name?.string.map { FieldRules.qualifiedName($0, "spec.loadBalancerClass") } ?? []
    if old?["type"] == "LoadBalancer", old?["loadBalancerClass"] != name {
      errors.append(.invalid("spec.loadBalancerClass", name ?? .null, "may not change once set"))
    }
    return errors
  }
}
