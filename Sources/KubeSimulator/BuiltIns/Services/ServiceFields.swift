import KubeCore

/// What becomes of a service's linked fields when it is changed.
///
/// The rules are those of `pkg/registry/core/service` in Kubernetes: clients need not repeat what the server has
/// allocated for them, and what a service had because of its old type goes with it.
enum ServiceFields {
  static func type(_ service: JSONValue) -> String { service["spec"]?["type"]?.string ?? "ClusterIP" }
  static func needsAddress(_ service: JSONValue) -> Bool { type(service) != "ExternalName" }
  static func isReachable(_ service: JSONValue) -> Bool { ["NodePort", "LoadBalancer"].contains(type(service)) }

  static func isHeadless(_ service: JSONValue) -> Bool {
    type(service) == "ClusterIP" && service["spec"]?["clusterIP"] == "None"
  }

  static func allocatesPorts(_ service: JSONValue) -> Bool {
    switch type(service) {
    case "NodePort": true
    case "LoadBalancer": service["spec"]?["allocateLoadBalancerNodePorts"]?.bool != false
    default: false
    }
  }

  static func needsHealthCheck(_ service: JSONValue) -> Bool {
    type(service) == "LoadBalancer" && service["spec"]?["externalTrafficPolicy"] == "Local"
  }

  static func nodePorts(_ service: JSONValue) -> [Int64] {
    (service["spec"]?["ports"]?.elements ?? []).compactMap { $0["nodePort"]?.integer }.filter { $0 != 0 }
  }

  // MARK: - What is kept

  /// Fills in what was allocated before and is left out now.
  static func keepAllocated(_ service: inout JSONValue, old: JSONValue) {
    if needsAddress(old), needsAddress(service) {
      if service["spec"]?["clusterIP"]?.string?.isEmpty != false {
        service[["spec", "clusterIP"]] = old["spec"]?["clusterIP"]
      }
      if service["spec"]?["clusterIPs"]?.elements.isEmpty != false {
        service[["spec", "clusterIPs"]] = old["spec"]?["clusterIPs"]
      }
    }
    if allocatesPorts(old), allocatesPorts(service) { keepNodePorts(&service, old: old) }
    if needsHealthCheck(old), needsHealthCheck(service), service["spec"]?["healthCheckNodePort"]?.integer ?? 0 == 0 {
      service[["spec", "healthCheckNodePort"]] = old["spec"]?["healthCheckNodePort"]
    }
  }

  /// Ports are known by their names.
  private static func keepNodePorts(_ service: inout JSONValue, old: JSONValue) {
    let used = Set(nodePorts(old)).intersection(nodePorts(service))
    let before = old["spec"]?["ports"]?.elements ?? []
    guard let ports = service["spec"]?["ports"]?.array else { return }
    let kept = ports.map { port in
      guard port["nodePort"]?.integer ?? 0 == 0,
        let same = before.last(where: { $0.memberName == port.memberName })?["nodePort"],
        let number = same.integer, !used.contains(number)
      else { return port }
      var port = port
      port["nodePort"] = same
      return port
    }
    service[["spec", "ports"]] = .array(kept)
  }

  /// The address in the singular leads the ones in the plural.
  static func alignAddresses(_ service: inout JSONValue, old: JSONValue?) {
    let address = service["spec"]?["clusterIP"]?.string ?? ""
    let addresses = service["spec"]?["clusterIPs"]?.elements ?? []
    guard let old else {
      if !address.isEmpty, addresses.isEmpty { service[["spec", "clusterIPs"]] = [.string(address)] }
      return
    }
    let before = old["spec"]?["clusterIP"]?.string ?? ""
    let isSame = addresses == old["spec"]?["clusterIPs"]?.elements ?? []
    if address == before, addresses.isEmpty { service[["spec", "clusterIPs"]] = old["spec"]?["clusterIPs"] }
    guard address != before, isSame else { return }
    service[["spec", "clusterIPs"]] = address.isEmpty ? nil : [.string(address)]
  }

  // MARK: - What goes

  /// Takes away what the old type needed, the new one does not, and the client did not change.
  static func dropByType(_ service: inout JSONValue, old: JSONValue) {
    func drop(_ fields: [String]) {
      for field in fields where service["spec"]?[field] == old["spec"]?[field] { service[["spec", field]] = nil }
    }
    if needsAddress(old), !needsAddress(service) {
      if ["clusterIP", "clusterIPs"].allSatisfy({ service["spec"]?[$0] == old["spec"]?[$0] }) {
        drop(["clusterIP", "clusterIPs"])
      }
      drop(["ipFamilies", "ipFamilyPolicy"])
    }
    if isReachable(old), !isReachable(service), Set(nodePorts(old)).isSuperset(of: nodePorts(service)) {
      let ports = (service["spec"]?["ports"]?.elements ?? []).map { port in
        var port = port
        port["nodePort"] = nil
        return port
      }
      if !ports.isEmpty { service[["spec", "ports"]] = .array(ports) }
    }
    if needsHealthCheck(old), !needsHealthCheck(service) { drop(["healthCheckNodePort"]) }
    if type(old) == "LoadBalancer", type(service) != "LoadBalancer" {
      drop(["allocateLoadBalancerNodePorts", "loadBalancerClass"])
    }
    let isExposed = !(service["spec"]?["externalIPs"]?.elements.isEmpty ?? true)
    if isReachable(old), !isReachable(service), !isExposed { drop(["externalTrafficPolicy"]) }
    if type(service) == "ExternalName" { service[["spec", "internalTrafficPolicy"]] = nil }
    if type(service) != "LoadBalancer" { service[["status", "loadBalancer"]] = [:] }
  }
}
