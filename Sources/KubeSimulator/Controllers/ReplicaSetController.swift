import KubeCore

extension SimulatedCluster {
  /// Makes and removes pods until each replica set has as many as it wants, and counts them in its status.
  mutating func syncReplicaSets(now: Timestamp) {
    for (_, set) in store.objects(in: BuiltIn.replicaSets.storage) { sync(replicaSet: set, now: now) }
  }

  mutating func sync(replicaSet set: JSONValue, now: Timestamp) {
    guard let selector = selector(of: set) else { return }
    if !set.isDeleting {
      adoptPods(for: set, selector, now: now)
      adjustPods(of: set, now: now)
    }
    updateStatus(ofReplicaSet: set, now: now)
  }

  func selector(of object: JSONValue) -> LabelSelector? {
    object["spec"]?["selector"].flatMap { try? JSONCoding.decode(LabelSelector.self, from: $0) }
  }

  /// The objects of a table that an owner controls, in order.
  func controlled(by owner: JSONValue, in storage: String) -> [JSONValue] {
    store.dependents(ofUID: owner.uid ?? "").filter { $0.storage == storage }.compactMap { store[$0] }
      .filter { $0.controllerUID == owner.uid }
  }

  private mutating func adoptPods(for set: JSONValue, _ selector: LabelSelector, now: Timestamp) {
    for (_, pod) in store.objects(in: BuiltIn.pods.storage, namespace: set.namespace)
    where pod.controllerUID == nil && PodFacts.isActive(pod) && selector.matches(pod.labels) {
      var adopted = pod
      adopted.setMetadata(
        "ownerReferences", .array(pod.ownerReferences + [Self.controllerReference(set, BuiltIn.replicaSets)]))
      updateInternally(BuiltIn.pods, pod, to: adopted, now: now)
    }
  }

  static func controllerReference(_ owner: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    [
      "apiVersion": .string(definition.type.apiVersion), "kind": .string(definition.type.kind),
      "name": .string(owner.name), "uid": .string(owner.uid ?? ""), "controller": true, "blockOwnerDeletion": true,
    ]
  }

  private mutating func adjustPods(of set: JSONValue, now: Timestamp) {
    let active = controlled(by: set, in: BuiltIn.pods.storage).filter(PodFacts.isActive)
    let wanted = Int(clamping: set["spec"]?["replicas"]?.integer ?? 1)
    if active.count < wanted {
      for _ in 0..<min(wanted - active.count, 1000) { createPod(of: set, now: now) }
    } else {
      let surplus = active.sorted(by: PodFacts.goesFirst).prefix(active.count - max(wanted, 0))
      for pod in surplus { delete(pod, BuiltIn.pods, DeleteOptions(), now: now) }
    }
  }

  private mutating func createPod(of set: JSONValue, now: Timestamp) {
    let template = set["spec"]?["template"] ?? [:]
    var metadata: JSONObject = [
      "generateName": .string(set.name + "-"), "namespace": .string(set.namespace ?? ""),
    ]
    metadata["labels"] = template["metadata"]?["labels"]
    metadata["annotations"] = template["metadata"]?["annotations"]
    metadata["ownerReferences"] = [Self.controllerReference(set, BuiltIn.replicaSets)]
    createInternally(
      BuiltIn.pods, ["metadata": .object(metadata), "spec": template["spec"] ?? [:]],
      manager: Self.controllerManager, now: now)
  }

  private mutating func updateStatus(ofReplicaSet old: JSONValue, now: Timestamp) {
    let key = StoredKey(storage: BuiltIn.replicaSets.storage, key: old.key)
    guard let set = store[key] else { return }
    let pods = controlled(by: set, in: BuiltIn.pods.storage)
    let active = pods.filter(PodFacts.isActive)
    let minReady = set["spec"]?["minReadySeconds"]?.integer ?? 0
    let templateLabels = set["spec"]?["template"]?["metadata"]?["labels"]?.stringMap ?? [:]
    let labelled = active.count { pod in templateLabels.allSatisfy { pod.labels[$0.key] == $0.value } }
    var status: JSONObject = ["replicas": .count(active.count)]
    status.setCount("fullyLabeledReplicas", labelled)
    status.setCount("readyReplicas", active.count(where: PodFacts.isReady))
    status.setCount(
      "availableReplicas", active.count { PodFacts.isAvailable($0, minReadySeconds: minReady, now: now) })
    status["terminatingReplicas"] = .count(pods.count { $0.isDeleting && !PodFacts.isFinished($0) })
    status["observedGeneration"] = set.generation.map { .integer($0) }
    var new = set
    new["status"] = .object(status)
    if new != set { updateInternally(BuiltIn.replicaSets, set, to: new, subresource: "status", now: now) }
  }
}

extension JSONValue {
  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }
}

extension JSONObject {
  /// Sets a count; zero is left out, as Go's `omitempty` does.
  mutating func setCount(_ name: String, _ number: Int) { self[name] = number == 0 ? nil : .count(number) }
}
