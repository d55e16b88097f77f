import KubeCore

/// What is said about services whose members have no effect or are on their way out.
enum ServiceWarnings {
  static func about(_ service: JSONValue) -> [String] {
    let spec = service["spec"] ?? [:]
    let external = spec["externalIPs"]?.elements ?? []
    let type = ServiceFields.type(service)
    let isHeadless = ServiceFields.isHeadless(service)
    var warnings: [String] = []
    if service.annotations["service.kubernetes.io/topology-aware-hints"] != nil {
      warnings.append(
        "annotation service.kubernetes.io/topology-aware-hints is deprecated, please use "
          + "service.kubernetes.io/topology-mode instead")
    }
    if isHeadless {
      if spec["loadBalancerIP"]?.string?.isEmpty == false {
        warnings.append("spec.loadBalancerIP is ignored for headless services")
      }
      if !external.isEmpty { warnings.append("spec.externalIPs is ignored for headless services") }
      if spec["sessionAffinity"]?.string ?? "None" != "None" {
        warnings.append("spec.SessionAffinity is ignored for headless services")
      }
    }
    if !external.isEmpty, !isHeadless {
      warnings.append(
        type == "ExternalName"
          ? "spec.externalIPs is ignored when spec.type is \"ExternalName\""
          : "spec.externalIPs is deprecated and may no longer be implemented in some clusters")
    }
    if type != "ExternalName", spec["externalName"]?.string?.isEmpty == false {
      warnings.append("spec.externalName is ignored when spec.type is not \"ExternalName\"")
    }
    if spec["trafficDistribution"] == "PreferClose" {
      warnings.append("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"")
    }
    return warnings
  }
}
