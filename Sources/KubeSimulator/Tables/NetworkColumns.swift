import KubeCore

/// What `kubectl get` shows of ingresses and network policies.
enum NetworkColumns {
  static let ingresses: [TableColumn] = [
    TableColumns.simple(
      "Class", "The name of the IngressClass resource that should be used for additional configuration",
      ["spec", "ingressClassName"]),
    TableColumns.computed("Hosts", "Hosts that incoming requests are matched against before the ingress rule") {
      let hosts = ($0["spec"]?["rules"]?.elements ?? []).map { $0["host"]?.string ?? "" }.filter { !$0.isEmpty }
      return .string(ColumnText.list(hosts, none: "*"))
    },
    TableColumns.computed("Address", "Address is a list containing ingress points for the load-balancer") {
      let points = $0["status"]?["loadBalancer"]?["ingress"]?.elements ?? []
      return .string(points.compactMap { $0["ip"]?.string ?? $0["hostname"]?.string }.joined(separator: ","))
    },
    TableColumns.computed("Ports", "Ports of TLS configurations that open") {
      $0["spec"]?["tls"]?.elements.isEmpty == false ? "80, 443" : "80"
    },
    TableColumns.age,
  ]

  static let ingressClasses: [TableColumn] = [
    TableColumns.simple(
      "Controller", "Controller that is responsible for handling this class", ["spec", "controller"], or: ""),
    TableColumns.computed("Parameters", "A reference to a resource with additional parameters") {
      guard let parameters = $0["spec"]?["parameters"], !parameters.isNull else { return "<none>" }
      let group = parameters["apiGroup"]?.string.map { "." + $0 } ?? ""
      return .string("\(parameters["kind"]?.string ?? "")\(group)/\(parameters["name"]?.string ?? "")")
    },
    TableColumns.age,
  ]

  static let networkPolicies: [TableColumn] = [
    TableColumns.computed("Pod-Selector", ColumnDescriptions.networkPolicyPodSelector) {
      ColumnText.selector($0["spec"]?["podSelector"])
    },
    TableColumns.age,
  ]

  static let endpoints: [TableColumn] = [
    TableColumns.computed("Endpoints", ColumnDescriptions.endpointsEndpoints) {
      let all = ($0["subsets"]?.elements ?? []).flatMap { subset -> [String] in
        let addresses = (subset["addresses"]?.elements ?? []).compactMap { $0["ip"]?.string }
        let ports = (subset["ports"]?.elements ?? []).compactMap { $0["port"]?.integer }
        guard !ports.isEmpty else { return addresses }
        return ports.flatMap { port in addresses.map { "\($0):\(port)" } }
      }
      return .string(ColumnText.list(all))
    },
    TableColumns.age,
  ]
}
