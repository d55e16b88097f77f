import KubeCore
import KubeSchema

/// The ports of the nodes, from 30000 to 32767, that services of some types are reached by.
extension SimulatedCluster {
  private static let nodePorts: ClosedRange<Int64> = 30_000...32_767

  /// Gives a service the ports that it lacks, and takes those away that its type no longer has.
  ///
  /// - Parameter old: the service before; `nil` for a new one.
  mutating func allocateNodePorts(_ service: inout JSONValue, old: JSONValue? = nil) {
    dropFields(of: &service, old: old)
    guard var ports = service["spec"]?["ports"]?.array else { return }
    let before = old?["spec"]?["ports"]?.elements ?? []
    let needsPorts = Self.needsNodePorts(service)
    for position in ports.indices {
      let same = before.first { $0["port"] == ports[position]["port"] && $0["protocol"] == ports[position]["protocol"] }
      let given = ports[position]["nodePort"].flatMap { $0 == 0 ? nil : $0 }
      if needsPorts {
        ports[position]["nodePort"] = given ?? same?["nodePort"] ?? freeNodePort(besides: ports)
      } else if given != nil, given == same?["nodePort"] {
        ports[position]["nodePort"] = nil
      }
    }
    service[["spec", "ports"]] = .array(ports)
    if service["spec"]?["type"] == "LoadBalancer", service["spec"]?["externalTrafficPolicy"] == "Local",
      service["spec"]?["healthCheckNodePort"] == nil
    {
      service[["spec", "healthCheckNodePort"]] = freeNodePort(besides: ports)
    }
  }

  /// What a service had because of its old type goes, unless a client says something else.
  private func dropFields(of service: inout JSONValue, old: JSONValue?) {
    let owners = [
      ("externalTrafficPolicy", ["NodePort", "LoadBalancer"]), ("allocateLoadBalancerNodePorts", ["LoadBalancer"]),
      ("healthCheckNodePort", ["LoadBalancer"]),
    ]
    for (field, owners) in owners where !owners.contains(service["spec"]?["type"]?.string ?? "") {
      if let value = service["spec"]?[field], value == old?["spec"]?[field] { service[["spec", field]] = nil }
    }
  }

  private static func needsNodePorts(_ service: JSONValue) -> Bool {
    switch service["spec"]?["type"]?.string {
    case "NodePort": true
    case "LoadBalancer": service["spec"]?["allocateLoadBalancerNodePorts"]?.bool != false
    default: false
    }
  }

  /// The lowest port that nobody has; `nil` when all are taken.
  private func freeNodePort(besides ports: [JSONValue]) -> JSONValue? {
    let services = store.objects(in: BuiltIn.services.storage).flatMap { $0.value["spec"]?["ports"]?.elements ?? [] }
    let taken = Set((services + ports).compactMap { $0["nodePort"]?.integer })
    return Self.nodePorts.first { !taken.contains($0) }.map { .integer($0) }
  }

  /// What is wrong with the addresses and ports that a service asks for.
  func allocationProblems(of object: JSONValue, old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = []
    if old == nil, let address = object["spec"]?["clusterIP"]?.string, let parsed = IPAddressText(address),
      parsed.isVersion4, !address.hasPrefix("10.")
    {
      errors.append(
        .invalid(
          "spec.clusterIPs", [.string(address)],
          "failed to allocate IP \(address): the provided network does not match the current range"))
    }
    let asked = (object["spec"]?["ports"]?.elements ?? []).map { $0["nodePort"]?.integer ?? 0 }
    // Others are looked at only for a service that asks: there may be many.
    guard asked.contains(where: { $0 != 0 }) else { return errors }
    let others = store.objects(in: BuiltIn.services.storage).filter { $0.key != object.key }
    let used = Set(
      others.flatMap { $0.value["spec"]?["ports"]?.elements.compactMap { $0["nodePort"]?.integer } ?? [] })
    for (position, number) in asked.enumerated() where number != 0 {
      let field = "spec.ports[\(position)].nodePort"
      if !Self.nodePorts.contains(number) {
        errors.append(
          .invalid(
            field, .integer(number),
            "provided port is not in the valid range. The range of valid ports is 30000-32767"))
      } else if used.contains(number) {
        errors.append(.invalid(field, .integer(number), "provided port is already allocated"))
      }
    }
    return errors
  }
}
