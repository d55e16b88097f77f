import KubeCore
import KubeSchema

/// What services get from the cluster: an address, and ports on the nodes.
extension SimulatedCluster {
  /// Gives a service what its type needs and it does not have yet.
  ///
  /// - Parameters:
  ///   - old: the service before; `nil` for a new one.
  ///   - isDryRun: whether nothing is given, and ports are made up.
  /// - Throws: `APIFailure` 422 when it asks for what cannot be given.
  mutating func allocate(_ service: inout JSONValue, old: JSONValue? = nil, isDryRun: Bool = false) throws(APIFailure) {
    if let old { ServiceFields.keepAllocated(&service, old: old) }
    ServiceFields.alignAddresses(&service, old: old)
    let problems = ServiceFamilies.settle(&service, old: old)
    guard problems.isEmpty else { throw .invalid(BuiltIn.services, service.name, problems) }
    if old.map(ServiceFields.needsAddress) != true { try takeAddress(&service) }
    // Others are looked at only for a service that asks: there may be many.
    guard ServiceFields.isReachable(service) || ServiceFields.needsHealthCheck(service) else { return }
    let mine = old.map(ServiceFields.nodePorts) ?? []
    var ports = NodePortChoice(taken: takenPorts(besides: service).union(mine), isDryRun: isDryRun)
    try takeNodePorts(&service, old: old, &ports)
    try takeHealthCheckPort(&service, old: old, &ports)
  }

  private mutating func takeAddress(_ service: inout JSONValue) throws(APIFailure) {
    guard ServiceFields.needsAddress(service), service["spec"]?["clusterIP"] != "None" else { return }
    guard let address = service["spec"]?["clusterIP"]?.string, !address.isEmpty else {
      let taken = addresses.take()
      // An address is kept by an object that names the service.
      guard !service.name.isEmpty else { throw Self.nameless(taken) }
      let address = JSONValue.string(taken)
      service[["spec", "clusterIP"]] = address
      service[["spec", "clusterIPs"]] = [address]
      return
    }
    guard IPAddressText(address)?.isVersion4 == true else { return }
    let isTaken = store.objects(in: BuiltIn.services.storage).contains {
      $0.value["spec"]?["clusterIP"]?.string == address
    }
    let problem =
      isTaken
      ? "provided IP is already allocated"
      : addresses.contains(address) ? nil : "the provided network does not match the current range"
    guard let problem else { return addresses.choose(address) }
    let value = service["spec"]?["clusterIPs"] ?? []
    throw .invalid(
      BuiltIn.services, service.name,
      [.invalid("spec.clusterIPs", value, "failed to allocate IP \(address): \(problem)")])
  }

  private static func nameless(_ address: String) -> APIFailure {
    let problem = "IPAddress.networking.k8s.io \"\(address)\" is invalid: spec.parentRef.name: Required value"
    return .invalid(
      BuiltIn.services, "", [.invalid("spec.clusterIPs", [""], "failed to allocate IP: \(problem)")])
  }
}
