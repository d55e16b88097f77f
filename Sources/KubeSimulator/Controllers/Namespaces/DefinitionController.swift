import KubeCore

extension SimulatedCluster {
  /// Serves what a definition defines, and ends its objects when it goes away.
  mutating func syncDefinition(_ key: ObjectKey, now: Timestamp) {
    if let object = store[StoredKey(storage: BuiltIn.definitions.storage, key: key)] {
      if object.isDeleting {
        finishDeletion(ofDefinition: object, now: now)
      } else if object.condition("Established") == nil {
        var new = object
        new["status"] = DefinitionStatus.established(object, now: now)
        updateInternally(
          BuiltIn.definitions, object, to: new, subresource: "status", manager: "kube-apiserver", now: now)
      }
    }
    let established = store.objects(in: BuiltIn.definitions.storage).map(\.value).filter {
      $0.condition("Established") != nil
    }
    registry.setCustom(established.flatMap(ResourceDefinition.resources))
  }

  private mutating func finishDeletion(ofDefinition object: JSONValue, now: Timestamp) {
    guard let resource = ResourceDefinition.resources(of: object).first else { return remove(object) }
    for (_, instance) in store.objects(in: resource.storage) where !instance.isDeleting {
      delete(instance, resource, DeleteOptions(), now: now)
    }
    if store.objects(in: resource.storage).isEmpty { remove(object) }
  }

  private mutating func remove(_ definition: JSONValue) {
    store.remove(StoredKey(storage: BuiltIn.definitions.storage, key: definition.key))
  }
}
