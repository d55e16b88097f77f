import KubeCore

/// What `kubectl get` shows of services and their endpoints.
enum ServiceColumns {
  static let services: [TableColumn] = [
    TableColumns.simple("Type", ColumnDescriptions.serviceType, ["spec", "type"]),
    TableColumns.simple("Cluster-IP", ColumnDescriptions.serviceClusterIP, ["spec", "clusterIP"]),
    TableColumns.computed("External-IP", ColumnDescriptions.serviceExternalIP) { service in
      if service["spec"]?["type"] == "ExternalName" { return service["spec"]?["externalName"] ?? "<none>" }
      let isBalanced = service["spec"]?["type"] == "LoadBalancer"
      let ingress = service["status"]?["loadBalancer"]?["ingress"]?.elements ?? []
      let addresses =
        (isBalanced ? ingress.compactMap { $0["ip"]?.string ?? $0["hostname"]?.string } : [])
        + (service["spec"]?["externalIPs"]?.elements.compactMap(\.string) ?? [])
      guard addresses.isEmpty else { return .string(addresses.joined(separator: ",")) }
      return isBalanced ? "<pending>" : "<none>"
    },
    TableColumns.computed("Port(s)", ColumnDescriptions.servicePorts) { service in
      let ports = (service["spec"]?["ports"]?.elements ?? []).map { port in
        let node = port["nodePort"]?.integer.map { ":\($0)" } ?? ""
        return "\(port["port"]?.integer ?? 0)\(node)/\(port["protocol"]?.string ?? "TCP")"
      }
      return .string(ports.isEmpty ? "<none>" : ports.joined(separator: ","))
    },
    TableColumns.age,
    TableColumns.computed("Selector", ColumnDescriptions.serviceSelector, priority: 1) {
      ColumnText.labels($0["spec"]?["selector"]?.stringMap)
    },
  ]

  static let endpointSlices: [TableColumn] = [
    TableColumns.simple("AddressType", ColumnDescriptions.endpointSliceAddressType, ["addressType"]),
    TableColumns.computed("Ports", ColumnDescriptions.endpointSlicePorts) { slice in
      let ports = (slice["ports"]?.elements ?? []).compactMap { $0["port"]?.integer }.map { String($0) }
      return .string(ColumnText.list(ports, none: "<unset>"))
    },
    TableColumns.computed("Endpoints", ColumnDescriptions.endpointSliceEndpoints) { slice in
      let endpoints = (slice["endpoints"]?.elements ?? []).flatMap { $0["addresses"]?.elements ?? [] }
      return .string(ColumnText.list(endpoints.compactMap(\.string), none: "<unset>"))
    },
    TableColumns.age,
  ]
}
