import KubeCore
import KubeSchema

/// The ports of the nodes, from 30000 to 32767, that services of some types are reached by.
extension SimulatedCluster {
  /// Gives the ports of a service the node ports that they lack. Ports of one number share theirs when they are new.
  func takeNodePorts(
    _ service: inout JSONValue, old: JSONValue?, _ choice: inout NodePortChoice
  ) throws(APIFailure) {
    guard ServiceFields.isReachable(service), var ports = service["spec"]?["ports"]?.array else { return }
    let mine = old.map { Set(ServiceFields.nodePorts($0)) } ?? []
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
        if let problem = choice.take(number) {
          throw .invalid(
            BuiltIn.services, service.name,
            [.invalid("spec.ports[\(position)].nodePort", .integer(number), problem)])
        }
        shared[port] = shared[port] ?? number
      } else if let free = choice.takeNext() {
        ports[position]["nodePort"] = .integer(free)
        shared[port] = free
      }
    }
    service[["spec", "ports"]] = .array(ports)
  }

  /// Load balancers that keep to the nodes of their pods ask the nodes whether they have any.
  func takeHealthCheckPort(
    _ service: inout JSONValue, old: JSONValue?, _ choice: inout NodePortChoice
  ) throws(APIFailure) {
    guard ServiceFields.needsHealthCheck(service), old.map(ServiceFields.needsHealthCheck) != true else { return }
    let wanted = service["spec"]?["healthCheckNodePort"]?.integer ?? 0
    guard wanted != 0 else {
      service[["spec", "healthCheckNodePort"]] = choice.takeNext().map { .integer($0) }
      return
    }
    guard let problem = choice.take(wanted) else { return }
    throw APIFailure(
      code: 500, reason: "InternalError",
      message: "Internal error occurred: failed to allocate requested HealthCheck NodePort \(wanted): \(problem)",
      details: [
        "causes": [["message": .string("failed to allocate requested HealthCheck NodePort \(wanted): \(problem)")]]
      ])
  }

  func takenPorts(besides service: JSONValue) -> Set<Int64> {
    let others = store.objects(in: BuiltIn.services.storage).filter { $0.key != service.key }.map(\.value)
    let checks = others.compactMap { $0["spec"]?["healthCheckNodePort"]?.integer }
    return Set(others.flatMap(ServiceFields.nodePorts) + checks)
  }

  private static func requestedPort(for number: Int64, _ ports: [JSONValue]) -> Int64? {
    ports.first { $0["port"]?.integer == number && $0["nodePort"]?.integer ?? 0 != 0 }?["nodePort"]?.integer
  }
}
