import KubeCore
import KubeSchema

extension SimulatedCluster {
  /// Serves what a definition defines, and ends its objects when it goes away.
  mutating func syncDefinition(_ key: ObjectKey, now: Timestamp) {
    if let object = store[StoredKey(storage: BuiltIn.definitions.storage, key: key)] {
      if object.isDeleting {
        finishDeletion(ofDefinition: object, now: now)
      } else {
        acceptNames(of: object, now: now)
      }
    }
    retryConflicts(except: key)
    let established = store.objects(in: BuiltIn.definitions.storage).map(\.value).filter {
      $0.condition("Established")?["status"] == "True"
    }
    registry.setCustom(established.flatMap(ResourceDefinition.resources))
    reread()
  }

  private mutating func acceptNames(of object: JSONValue, now: Timestamp) {
    let others = store.objects(in: BuiltIn.definitions.storage).map(\.value).filter {
      $0.name != object.name && $0["spec"]?["group"] == object["spec"]?["group"]
    }
    var new = object
    new["status"] = DefinitionStatus.accepted(object, among: others, now: now)
    guard new != object else { return }
    updateInternally(
      BuiltIn.definitions, object, to: new, subresource: "status", manager: "kube-apiserver", now: now)
  }

  /// Definitions whose names were taken look again, since the change may have freed them.
  private mutating func retryConflicts(except key: ObjectKey) {
    for (other, object) in store.objects(in: BuiltIn.definitions.storage)
    where other != key && object.condition("NamesAccepted")?["status"] == "False" && !object.isDeleting {
      let others = store.objects(in: BuiltIn.definitions.storage).map(\.value).filter {
        $0.name != object.name && $0["spec"]?["group"] == object["spec"]?["group"]
      }
      var names = DefinitionNames(object, others)
      names.accept()
      if names.accepted != object["status"]?["acceptedNames"] { queue.add(.definitions, other) }
    }
  }

  /// Objects are read by the schema that their version has now: what it does not know goes, its defaults come.
  private mutating func reread() {
    for storage in Set(registry.custom.map(\.storage)) where store.hasObjects(in: storage) {
      let forms = registry.definitions(storage: storage)
      store.reread(storage) { object in
        let version = object["apiVersion"]?.string ?? ""
        let schema = forms.first?.versions?.schemas[version] ?? forms.first { $0.type.apiVersion == version }?.schema
        _ = schema?.prune(&object)
        schema?.applyDefaults(to: &object)
      }
    }
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
