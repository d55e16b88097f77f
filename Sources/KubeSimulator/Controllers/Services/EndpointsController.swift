import KubeCore

/// The deprecated `Endpoints` of services, which older clients still read, made from their slices.
extension SimulatedCluster {
  private static let endpoints = BuiltIn.endpoints
  private static let endpointsLabel = "endpoints.kubernetes.io/managed-by"
  private static let endpointsManager = "endpoint-controller"

  /// Keeps the endpoints of a service at what its slices say, and takes them away with the service.
  mutating func syncEndpoints(_ key: ObjectKey, now: Timestamp) {
    guard keepsEndpoints else { return }
    let old = store[StoredKey(storage: Self.endpoints.storage, key: key)]
    guard let service = store[StoredKey(storage: BuiltIn.services.storage, key: key)],
      service["spec"]?["selector"]?.object?.isEmpty == false, service["spec"]?["type"] != "ExternalName"
    else {
      guard let old, old.labels[Self.endpointsLabel] == Self.endpointsManager else { return }
      delete(old, Self.endpoints, DeleteOptions(), now: now)
      return
    }
    let subsets = controlled(by: service, in: BuiltIn.endpointSlices.storage).compactMap(Self.subset)
    guard var new = old else {
      var labels = service.labels
      labels[Self.endpointsLabel] = Self.endpointsManager
      var endpoints: JSONValue = [
        "metadata": [
          "name": .string(key.name), "namespace": .string(key.namespace ?? ""), "labels": .init(labels),
        ]
      ]
      endpoints["subsets"] = subsets.isEmpty ? nil : .array(subsets)
      createInternally(Self.endpoints, endpoints, manager: Self.controllerManager, now: now)
      return
    }
    new["subsets"] = subsets.isEmpty ? nil : .array(subsets)
    if let old, new != old { updateInternally(Self.endpoints, old, to: new, now: now) }
  }

  /// One slice as a subset; `nil` for one without endpoints.
  private static func subset(_ slice: JSONValue) -> JSONValue? {
    var addresses: [String: [JSONValue]] = [:]
    for endpoint in slice["endpoints"]?.elements ?? [] {
      var address: JSONObject = ["ip": endpoint["addresses"]?[0] ?? ""]
      address["nodeName"] = endpoint["nodeName"]
      address["targetRef"] = endpoint["targetRef"]
      let isReady = endpoint["conditions"]?["ready"]?.bool != false
      addresses[isReady ? "addresses" : "notReadyAddresses", default: []].append(.object(address))
    }
    guard !addresses.isEmpty else { return nil }
    var subset = JSONObject()
    for (member, list) in addresses.sorted(by: { $0.key < $1.key }) { subset[member] = .array(list) }
    subset["ports"] = slice["ports"]
    return .object(subset)
  }
}
