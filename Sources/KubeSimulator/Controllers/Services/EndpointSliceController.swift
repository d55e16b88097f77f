import KubeCore

extension SimulatedCluster {
  private static let serviceLabel = "kubernetes.io/service-name"
  private static let managerLabel = "endpointslice.kubernetes.io/managed-by"
  private static let managerName = "endpointslice-controller.k8s.io"

  /// Keeps the endpoint slices of a service at the pods that it selects.
  mutating func syncEndpointSlices(_ key: ObjectKey, now: Timestamp) {
    defer { syncEndpoints(key, now: now) }
    guard let service = store[StoredKey(storage: BuiltIn.services.storage, key: key)],
      let selector = service["spec"]?["selector"]?.stringMap, !selector.isEmpty, !service.isDeleting,
      service["spec"]?["type"] != "ExternalName"
    else { return }
    syncEndpointSlices(of: service, selector, now: now)
  }

  private mutating func syncEndpointSlices(of service: JSONValue, _ selector: [String: String], now: Timestamp) {
    let pods = store.objects(in: BuiltIn.pods.storage, namespace: service.namespace).map(\.value).filter { pod in
      !PodFacts.isFinished(pod) && pod["status"]?["podIP"]?.string?.isEmpty == false
        && selector.allSatisfy { pod.labels[$0.key] == $0.value }
    }
    var wanted: [(ports: JSONValue, endpoints: [JSONValue])] = []
    for pod in pods {
      let ports = Self.ports(of: service, on: pod)
      let endpoint = Self.endpoint(pod, service)
      if let position = wanted.firstIndex(where: { $0.ports == ports }) {
        wanted[position].endpoints.append(endpoint)
      } else {
        wanted.append((ports, [endpoint]))
      }
    }
    if wanted.isEmpty { wanted = [([], [])] }
    store(wanted, for: service, now: now)
  }

  private mutating func store(
    _ wanted: [(ports: JSONValue, endpoints: [JSONValue])], for service: JSONValue, now: Timestamp
  ) {
    var existing = controlled(by: service, in: BuiltIn.endpointSlices.storage).filter {
      $0.labels[Self.managerLabel] == Self.managerName
    }
    for (ports, endpoints) in wanted {
      let position = existing.firstIndex { ($0["ports"] ?? []) == ports } ?? existing.indices.first
      guard let position else {
        create(ports, endpoints, for: service, now: now)
        continue
      }
      let slice = existing.remove(at: position)
      var new = slice
      new["ports"] = ports
      new["endpoints"] = .array(endpoints)
      if new != slice { updateInternally(BuiltIn.endpointSlices, slice, to: new, now: now) }
    }
    for slice in existing { delete(slice, BuiltIn.endpointSlices, DeleteOptions(), now: now) }
  }

  private mutating func create(_ ports: JSONValue, _ endpoints: [JSONValue], for service: JSONValue, now: Timestamp) {
    var labels = service.labels
    labels[Self.serviceLabel] = service.name
    labels[Self.managerLabel] = Self.managerName
    createInternally(
      BuiltIn.endpointSlices,
      [
        "metadata": [
          "generateName": .string(service.name + "-"), "namespace": .string(service.namespace ?? ""),
          "labels": .init(labels),
          "ownerReferences": [Self.controllerReference(service, BuiltIn.services)],
        ],
        "addressType": "IPv4", "endpoints": .array(endpoints), "ports": ports,
      ], manager: Self.controllerManager, now: now)
  }

  private static func endpoint(_ pod: JSONValue, _ service: JSONValue) -> JSONValue {
    let isReady = PodFacts.isReady(pod)
    let publishesAll = service["spec"]?["publishNotReadyAddresses"]?.bool == true
    var endpoint: JSONObject = [
      "addresses": [pod["status"]?["podIP"] ?? ""],
      "conditions": [
        "ready": .bool(publishesAll || (isReady && !pod.isDeleting)), "serving": .bool(publishesAll || isReady),
        "terminating": .bool(pod.isDeleting),
      ],
    ]
    endpoint["nodeName"] = pod["spec"]?["nodeName"]
    endpoint["targetRef"] = [
      "kind": "Pod", "namespace": .string(pod.namespace ?? ""), "name": .string(pod.name),
      "uid": .string(pod.uid ?? ""),
    ]
    return .object(endpoint)
  }

  /// The ports of a service with the numbers that they have on a pod; a named port that the pod lacks is left out.
  private static func ports(of service: JSONValue, on pod: JSONValue) -> JSONValue {
    let ports = (service["spec"]?["ports"]?.elements ?? []).compactMap { (port: JSONValue) -> JSONValue? in
      let target: JSONValue = port["targetPort"] ?? port["port"] ?? 0
      let named = target.string.flatMap { containerPort($0, port["protocol"], pod) }
      guard let number = target.integer ?? named else { return nil }
      var result: JSONObject = [
        "name": port["name"] ?? "", "protocol": port["protocol"] ?? "TCP", "port": .integer(number),
      ]
      result["appProtocol"] = port["appProtocol"]
      return .object(result)
    }
    return .array(ports)
  }

  private static func containerPort(_ name: String, _ transport: JSONValue?, _ pod: JSONValue) -> Int64? {
    let ports = (pod["spec"]?["containers"]?.elements ?? []).flatMap { $0["ports"]?.elements ?? [] }
    return ports.first { $0["name"]?.string == name && $0["protocol"] == transport ?? "TCP" }?["containerPort"]?.integer
  }
}
