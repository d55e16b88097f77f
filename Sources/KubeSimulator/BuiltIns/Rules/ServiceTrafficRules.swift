import KubeCore
import KubeSchema

/// What makes the ways of a service's traffic invalid.
enum ServiceTrafficRules {
  static func check(_ spec: JSONValue) -> [FieldError] {
    let type = FieldRules.text(spec, "type")
    let isReachable = type == "LoadBalancer" || type == "NodePort" || spec["externalIPs"]?.elements.isEmpty == false
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
    if let port = spec["healthCheckNodePort"], (port.integer ?? 0) != 0,
      type != "LoadBalancer" || spec["externalTrafficPolicy"] != "Local"
    {
      errors.append(
        .invalid(
          "spec.healthCheckNodePort", port,
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"))
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
}
