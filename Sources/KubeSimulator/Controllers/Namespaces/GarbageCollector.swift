import KubeCore

extension SimulatedCluster {
  /// Deletes what has lost all its owners, and carries out foreground and orphaning deletions.
  mutating func collectGarbage(now: Timestamp) {
    for uid in store.absentOwners { collectDependents(ofAbsent: uid, now: now) }
    for key in store.keysOfHeldOwners {
      guard let owner = store[key], owner.isDeleting else { continue }
      if owner.finalizers.contains("orphan") { orphanDependents(of: owner, key) }
      if owner.finalizers.contains("foregroundDeletion") { deleteDependents(of: owner, key, now: now) }
    }
  }

  private mutating func collectDependents(ofAbsent uid: String, now: Timestamp) {
    for key in store.dependents(ofUID: uid) {
      guard let object = store[key], !object.isDeleting, let definition = registry.definition(storage: key.storage)
      else { continue }
      let rest = object.ownerReferences.filter { $0["uid"]?.string != uid }
      let hasOwner = rest.contains { $0["uid"]?.string.flatMap { store.key(ofUID: $0) } != nil }
      if hasOwner {
        setOwners(rest, of: object, key)
      } else {
        delete(object, definition, DeleteOptions(), now: now)
      }
    }
  }

  private mutating func orphanDependents(of owner: JSONValue, _ key: StoredKey) {
    for dependent in store.dependents(ofUID: owner.uid ?? "") {
      guard let object = store[dependent] else { continue }
      setOwners(object.ownerReferences.filter { $0["uid"]?.string != owner.uid }, of: object, dependent)
    }
    release(owner, key, from: "orphan")
  }

  private mutating func deleteDependents(of owner: JSONValue, _ key: StoredKey, now: Timestamp) {
    let uid = owner.uid ?? ""
    for dependent in store.dependents(ofUID: uid) {
      guard let object = store[dependent], !object.isDeleting,
        let definition = registry.definition(storage: dependent.storage)
      else { continue }
      var options = DeleteOptions()
      if !store.dependents(ofUID: object.uid ?? "").isEmpty { options.propagation = .foreground }
      delete(object, definition, options, now: now)
    }
    let isBlocked = store.dependents(ofUID: uid).contains { dependent in
      store[dependent]?.ownerReferences.contains {
        $0["uid"]?.string == uid && $0["blockOwnerDeletion"]?.bool == true
      } ?? false
    }
    if !isBlocked { release(owner, key, from: "foregroundDeletion") }
  }

  private mutating func release(_ owner: JSONValue, _ key: StoredKey, from finalizer: String) {
    var owner = owner
    owner.removeFinalizer(finalizer)
    let isHeld =
      !owner.finalizers.isEmpty || Self.waitsForGrace(owner, key.storage)
      || Self.waitsForFinalization(owner, key.storage)
    if isHeld { store.put(owner, at: key) } else { store.remove(key) }
  }

  private mutating func setOwners(_ owners: [JSONValue], of object: JSONValue, _ key: StoredKey) {
    var object = object
    object.setMetadata("ownerReferences", .array(owners))
    if owners.isEmpty { Self.disown(&object) }
    store.put(object, at: key)
  }

  /// Nobody owns a field that is not there.
  private static func disown(_ object: inout JSONValue) {
    var managed = ManagedFields(object.metadata["managedFields"])
    for position in managed.entries.indices {
      managed.entries[position].fields = managed.entries[position].fields.removing([
        .field("metadata"), .field("ownerReferences"),
      ])
    }
    object[["metadata", "managedFields"]] = managed.value
  }
}
