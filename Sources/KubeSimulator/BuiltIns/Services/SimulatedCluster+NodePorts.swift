import KubeCore
import KubeSchema

/// The ports of the nodes, from 30000 to 32767, that services of some types are reached by.
extension SimulatedCluster {
  private static let nodePorts: ClosedRange<Int64> = 30_000...32_767

  /// Gives the ports of a service the node ports that they lack. Ports of one number share theirs when they are new.
  mutating func takeNodePorts(_ service: inout JSONValue, old: JSONValue?) throws(APIFailure) {
    guard ServiceFields.isReachable(service), var ports = service["spec"]?["ports"]?.array else { return }
    let mine = old.map { Set(ServiceFields.nodePorts($0)) } ?? []
    var taken = takenPorts(besides: service)
    var shared: [Int64: Int64] = [:]
    for position in ports.indices {
      let given = ports[position]["nodePort"]?.integer ?? 0
      guard given != 0 || ServiceFields.allocatesPorts(service) else { continue }
      let port = ports[position]["port"]?.integer ?? 0
      let wanted = old == nil ? shared[port] ?? Self.requestedPort(for: port, ports) : given
      if let wanted, wanted != 0 {
        let number = given == 0 || shared[port] == nil ? wanted : given
        ports[position]["nodePort"] = .integer(number)
        if number == shared[port] || mine.contains(number) { continue }
        if let problem = Self.problem(number, taken) {
          throw .invalid(
            BuiltIn.services, service.name,
            [.invalid("spec.ports[\(position)].nodePort", .integer(number), problem)])
        }
        taken.insert(number)
        shared[port] = shared[port] ?? number
      } else if let free = Self.nodePorts.first(where: { !taken.contains($0) && !mine.contains($0) }) {
        ports[position]["nodePort"] = .integer(free)
        taken.insert(free)
        shared[port] = free
      }
    }
    service[["spec", "ports"]] = .array(ports)
  }

  /// Load balancers that keep to the nodes of their pods ask the nodes whether they have any.
  mutating func takeHealthCheckPort(_ service: inout JSONValue, old: JSONValue?) throws(APIFailure) {
    guard ServiceFields.needsHealthCheck(service), old.map(ServiceFields.needsHealthCheck) != true else { return }
    let taken = takenPorts(besides: service).union(ServiceFields.nodePorts(service))
    let wanted = service["spec"]?["healthCheckNodePort"]?.integer ?? 0
    guard wanted != 0 else {
      service[["spec", "healthCheckNodePort"]] = Self.nodePorts.first { !taken.contains($0) }.map { .integer($0) }
      return
    }
    guard let problem = Self.problem(wanted, taken) else { return }
    throw APIFailure(
      code: 500, reason: "InternalError",
      message: "Internal error occurred: failed to allocate requested HealthCheck NodePort \(wanted): \(problem)",
      details: [
        "causes": [["message": .string("failed to allocate requested HealthCheck NodePort \(wanted): \(problem)")]]
      ])
  }

  private func takenPorts(besides service: JSONValue) -> Set<Int64> {
    let others = store.objects(in: BuiltIn.services.storage).filter { $0.key != service.key }.map(\.value)
    let checks = others.compactMap { $0["spec"]?["healthCheckNodePort"]?.integer }
    return Set(others.flatMap(ServiceFields.nodePorts) + checks)
  }

  private static func requestedPort(for number: Int64, _ ports: [JSONValue]) -> Int64? {
    ports.first { $0["port"]?.integer == number && $0["nodePort"]?.integer ?? 0 != 0 }?["nodePort"]?.integer
  }

  private static func problem(_ number: Int64, _ taken: Set<Int64>) -> String? {
    if !nodePorts.contains(number) {
      return "provided port is not in the valid range. The range of valid ports is 30000-32767"
    }
    return taken.contains(number) ? "provided port is already allocated" : nil
  }
}
