import KubeCore

extension SimulatedCluster {
  /// Gives each namespace its default service account, and empties those that go away.
  mutating func syncNamespaces(_ touched: Set<String>, now: Timestamp) {
    let accountsTouched = !touched.isDisjoint(with: [BuiltIn.namespaces.storage, BuiltIn.serviceAccounts.storage])
    for (_, namespace) in store.objects(in: BuiltIn.namespaces.storage) {
      if namespace.isDeleting {
        empty(namespace, now: now)
      } else if accountsTouched {
        ensureServiceAccount(in: namespace.name, now: now)
      }
    }
  }

  private mutating func ensureServiceAccount(in namespace: String, now: Timestamp) {
    let key = ObjectKey(namespace: namespace, name: "default")
    guard store[StoredKey(storage: BuiltIn.serviceAccounts.storage, key: key)] == nil else { return }
    createInternally(
      BuiltIn.serviceAccounts, ["metadata": ["name": "default", "namespace": .string(namespace)]],
      manager: Self.controllerManager, now: now)
  }

  private mutating func empty(_ namespace: JSONValue, now: Timestamp) {
    for key in store.keys(inNamespace: namespace.name) {
      guard let object = store[key], !object.isDeleting, let definition = registry.definition(storage: key.storage)
      else { continue }
      delete(object, definition, DeleteOptions(), now: now)
    }
    guard store.keys(inNamespace: namespace.name).isEmpty else { return }
    let key = StoredKey(storage: BuiltIn.namespaces.storage, key: namespace.key)
    var finalized = namespace
    finalized[["spec", "finalizers"]] = nil
    if namespace.finalizers.isEmpty {
      store.remove(key)
    } else if finalized != namespace {
      store.put(finalized, at: key)
    }
  }
}
