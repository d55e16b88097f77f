import KubeCore

extension SimulatedCluster {
  /// Gives a namespace what every namespace has, and empties one that goes away.
  mutating func syncNamespace(_ key: ObjectKey, now: Timestamp) {
    guard let namespace = store[StoredKey(storage: BuiltIn.namespaces.storage, key: key)] else { return }
    guard !namespace.isDeleting else { return empty(namespace, now: now) }
    ensure(BuiltIn.serviceAccounts, ["metadata": ["name": "default"]], in: namespace.name, now: now)
    guard let rootCertificate else { return }
    let note =
      "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the "
      + "internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of "
      + "Kubernetes clusters."
    ensure(
      BuiltIn.configMaps,
      [
        "metadata": ["name": "kube-root-ca.crt", "annotations": ["kubernetes.io/description": .string(note)]],
        "data": ["ca.crt": .string(rootCertificate)],
      ], in: namespace.name, now: now)
  }

  private mutating func ensure(
    _ definition: ResourceDefinition, _ proposed: JSONValue, in namespace: String, now: Timestamp
  ) {
    let key = ObjectKey(namespace: namespace, name: proposed.name)
    guard store[StoredKey(storage: definition.storage, key: key)] == nil else { return }
    var object = proposed
    object.setMetadata("namespace", .string(namespace))
    createInternally(definition, object, manager: Self.controllerManager, now: now)
  }

  /// Pods go first, everything else when the last of them is gone.
  private mutating func empty(_ namespace: JSONValue, now: Timestamp) {
    let contents = store.keys(inNamespace: namespace.name)
    let pods = contents.filter { $0.storage == BuiltIn.pods.storage }
    for key in pods.isEmpty ? contents : pods {
      guard let object = store[key], !object.isDeleting, let definition = registry.definition(storage: key.storage)
      else { continue }
      delete(object, definition, DeleteOptions(), now: now)
    }
    let rest = store.keys(inNamespace: namespace.name).compactMap { key in store[key].map { (key, $0) } }
    report(rest, of: namespace, now: now)
    let key = StoredKey(storage: BuiltIn.namespaces.storage, key: namespace.key)
    if rest.isEmpty { finalize(store[key] ?? namespace) }
  }

  private mutating func finalize(_ namespace: JSONValue) {
    let key = StoredKey(storage: BuiltIn.namespaces.storage, key: namespace.key)
    var finalized = namespace
    let others = (namespace["spec"]?["finalizers"]?.elements ?? []).filter { $0 != "kubernetes" }
    finalized[["spec", "finalizers"]] = others.isEmpty ? nil : .array(others)
    if namespace.finalizers.isEmpty, others.isEmpty {
      store.remove(key)
    } else if finalized != namespace {
      store.put(finalized, at: key)
    }
  }

  private mutating func report(_ rest: [(key: StoredKey, object: JSONValue)], of namespace: JSONValue, now: Timestamp) {
    var new = namespace
    new[["status", "conditions"]] = NamespaceConditions.value(
      old: namespace["status"]?["conditions"]?.elements ?? [],
      resources: rest.map { registry.definition(storage: $0.key.storage)?.type.qualifiedName ?? $0.key.storage },
      finalizers: rest.flatMap(\.object.finalizers), now: now)
    updateInternally(BuiltIn.namespaces, namespace, to: new, subresource: "status", now: now)
  }
}
