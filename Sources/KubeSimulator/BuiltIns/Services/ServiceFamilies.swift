import KubeCore
import KubeSchema

/// Which families of addresses a service has. The cluster itself knows IPv4 alone.
enum ServiceFamilies {
  private static let own: JSONValue = "IPv4"
  private static let other: JSONValue = "IPv6"

  /// Settles the policy and the families.
  ///
  /// - Returns: what stands against it.
  static func settle(_ service: inout JSONValue, old: JSONValue?) -> [FieldError] {
    guard ServiceFields.needsAddress(service), !isSettled(service, old) else { return [] }
    let isFree = service["spec"]?["clusterIP"] == "None" && service["spec"]?["selector"]?.object?.isEmpty != false
    if service["spec"]?["ipFamilyPolicy"] == nil {
      service[["spec", "ipFamilyPolicy"]] =
        old?["spec"]?["ipFamilyPolicy"] ?? (isFree ? "RequireDualStack" : "SingleStack")
    }
    let problems = ServiceAddressRules.check(service, old)
    guard problems.isEmpty else { return problems }
    var families = service["spec"]?["ipFamilies"]?.elements ?? []
    let policy = service["spec"]?["ipFamilyPolicy"] ?? "SingleStack"
    let isSingle = policy == "SingleStack"
    if isSingle, families.count > 1 {
      guard old?["spec"]?["ipFamilies"]?.elements == families else {
        return [
          .invalid(
            "spec.ipFamilyPolicy", policy,
            "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified")
        ]
      }
      families = Array(families.prefix(1))
    }
    if isFree {
      if families.isEmpty { families = [own] }
      if families.count < 2, !isSingle { families.append(families[0] == own ? other : own) }
      service[["spec", "ipFamilies"]] = .array(families)
      return []
    }
    if policy == "RequireDualStack" {
      return [.invalid("spec.ipFamilyPolicy", policy, "this cluster is not configured for dual-stack services")]
    }
    let unknown = families.enumerated().filter { $0.element != own }
    guard unknown.isEmpty else {
      return unknown.map {
        .invalid("spec.ipFamilies[\($0.offset)]", $0.element, "not configured on this cluster")
      }
    }
    service[["spec", "ipFamilies"]] = .array(families.isEmpty ? [own] : families)
    return []
  }

  /// A service that prefers two families stays as it is until it says something else.
  private static func isSettled(_ service: JSONValue, _ old: JSONValue?) -> Bool {
    guard let old, ServiceFields.type(old) == ServiceFields.type(service) else { return false }
    return service["spec"]?["ipFamilyPolicy"] == "PreferDualStack"
      && old["spec"]?["ipFamilyPolicy"] ?? "PreferDualStack" == "PreferDualStack"
      && ["clusterIPs", "ipFamilies"].allSatisfy { service["spec"]?[$0] == old["spec"]?[$0] }
  }
}
