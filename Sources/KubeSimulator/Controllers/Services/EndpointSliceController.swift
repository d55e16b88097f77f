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
    var wanted: [Wanted] = []
    for pod in pods {
      let ports = Self.ports(of: service, on: pod)
      let endpoint = Self.endpoint(pod, service)
      if let position = wanted.firstIndex(where: { $0.ports == ports }) {
        wanted[position].endpoints.append(endpoint)
      } else {
        wanted.append(Wanted(ports: ports, endpoints: [endpoint]))
      }
    }
    if wanted.isEmpty { wanted = [Wanted(ports: .null)] }
    let changes = Dictionary(
      pods.compactMap { pod in pod.condition("Ready")?["lastTransitionTime"]?.string.map { (pod.uid, $0) } },
      uniquingKeysWith: { first, _ in first })
    store(wanted, for: service, changes, now: now)
  }

  /// The endpoints of a slice: those that have their ports in common.
  private struct Wanted {
    var ports: JSONValue
    var endpoints: [JSONValue] = []

    /// Nothing rather than an empty list, as the server stores it.
    var list: JSONValue { endpoints.isEmpty ? .null : .array(endpoints) }
  }

  /// When what changed a slice happened.
  private static let trigger = "endpoints.kubernetes.io/last-change-trigger-time"

  /// - Parameter changes: when each pod became ready or ceased to be, by its uid.
  private mutating func store(
    _ wanted: [Wanted], for service: JSONValue, _ changes: [String?: String], now: Timestamp
  ) {
    var existing = controlled(by: service, in: BuiltIn.endpointSlices.storage).filter {
      $0.labels[Self.managerLabel] == Self.managerName
    }
    for slice in wanted {
      let position = existing.firstIndex { ($0["ports"] ?? .null) == slice.ports } ?? existing.indices.first
      guard let position else {
        create(slice, for: service, changes, now: now)
        continue
      }
      let old = existing.remove(at: position)
      var new = old
      new["ports"] = slice.ports
      new["endpoints"] = slice.list
      guard new != old else { continue }
      let before = old["endpoints"]?.elements ?? []
      let changed = slice.endpoints.filter { !before.contains($0) }
      new[["metadata", "annotations", Self.trigger]] = .text(Self.earliest(changed, changes))
      updateInternally(BuiltIn.endpointSlices, old, to: new, now: now)
    }
    for slice in existing { delete(slice, BuiltIn.endpointSlices, DeleteOptions(), now: now) }
  }

  private static func earliest(_ endpoints: [JSONValue], _ changes: [String?: String]) -> String? {
    endpoints.compactMap { changes[$0["targetRef"]?["uid"]?.string] }.min()
  }

  private mutating func create(
    _ slice: Wanted, for service: JSONValue, _ changes: [String?: String], now: Timestamp
  ) {
    let times = [Self.earliest(slice.endpoints, changes), service.metadata["creationTimestamp"]?.string]
    let annotations: JSONValue = [Self.trigger: .text(times.compactMap(\.self).min()) ?? .null]
    var labels = service.labels
    labels[Self.serviceLabel] = service.name
    labels[Self.managerLabel] = Self.managerName
    createInternally(
      BuiltIn.endpointSlices,
      [
        "metadata": [
          "generateName": .string(service.name + "-"), "namespace": .string(service.namespace ?? ""),
          "labels": .init(labels), "annotations": annotations,
          "ownerReferences": [Self.controllerReference(service, BuiltIn.services)],
        ],
        "addressType": "IPv4", "endpoints": slice.list, "ports": slice.ports,
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
