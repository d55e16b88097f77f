import KubeCore

/// What becomes of members of endpoints that only older versions had.
enum EndpointDefaults {
  static let slices = "discovery.k8s.io/endpointslices"

  static func dropTopology(_ object: inout JSONValue) {
    guard let endpoints = object["endpoints"]?.array else { return }
    object["endpoints"] = .array(
      endpoints.map { endpoint in
        var endpoint = endpoint
        endpoint["deprecatedTopology"] = nil
        return endpoint
      })
  }
}
