import KubeClient
import KubeCore
import KubeSchema

extension SimulatedCluster {
  mutating func delete(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    let options = try DeleteOptions(request)
    if request.definition.storage == BuiltIn.namespaces.storage, Self.lastingNamespaces.contains(name) {
      throw .forbidden(group: "", plural: "namespaces", name, "this namespace may not be deleted")
    }
    if let warning = options.warning { warn(warning) }
    let object = try existing(request, name)
    try checkPreconditions(options, object, request)
    try admitDeletion(of: object, options, request, name: name)
    let held = delete(object, request.definition, options, now: request.now)
    if let held { return answer(held, request) }
    if request.definition.storage == BuiltIn.pods.storage {
      // Told as if it had been given no time, whether it had any or not.
      var gone = object
      mark(&gone, request.definition, grace: 0, now: request.now)
      if !options.isDryRun { gone[["metadata", "resourceVersion"]] = .string(String(store.revision)) }
      return answer(gone, request)
    }
    if Self.returnsDeletedObject(request.definition) {
      var gone = object
      if !options.isDryRun { gone[["metadata", "resourceVersion"]] = .string(String(store.revision)) }
      return answer(gone, request)
    }
    return .json(Self.success(object, request.type))
  }

  private static let lastingNamespaces: Set = ["default", "kube-public", "kube-system"]

  mutating func deleteCollection(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    let options = try DeleteOptions(request)
    let page = try page(request)
    if let warning = options.warning, !page.objects.isEmpty { warn(warning) }
    for object in page.objects {
      try admitDeletion(of: object, options, request, name: "")
      delete(object, request.definition, options, now: request.now)
    }
    return listAnswer(
      page.objects, request, revision: page.revision, continueToken: page.token, remaining: page.remaining)
  }

  /// - Parameter name: as the path has it; empty for a collection.
  private mutating func admitDeletion(
    of object: JSONValue, _ options: DeleteOptions, _ request: ResourceRequest, name: String
  ) throws(APIFailure) {
    var attributes: AdmissionAttributes {
      var attributes = AdmissionAttributes(
        .delete, request.definition, name: name, namespace: object.namespace, object: nil, oldObject: object,
        user: request.user)
      attributes.isDryRun = options.isDryRun
      return attributes
    }
    try admit(attributes)
  }

  /// Namespaces have words of their own for it.
  private func checkNamespacePreconditions(_ options: DeleteOptions, _ object: JSONValue) throws(APIFailure) {
    let given = [
      ("UID", options.uid, object.uid), ("ResourceVersion", options.resourceVersion, object.resourceVersion),
    ]
    for (name, wanted, actual) in given {
      guard let wanted, wanted != actual else { continue }
      throw .conflict(
        BuiltIn.namespaces.type, object.name,
        "Precondition failed: \(name) in precondition: \(wanted), \(name) in object meta: \(actual ?? "")")
    }
  }

  private func checkPreconditions(
    _ options: DeleteOptions, _ object: JSONValue, _ request: ResourceRequest
  ) throws(APIFailure) {
    if request.definition.storage == BuiltIn.namespaces.storage {
      return try checkNamespacePreconditions(options, object)
    }
    if let wanted = options.uid, wanted != object.uid {
      throw .preconditionFailed(
        request.definition, object.name,
        "the UID in the precondition (\(wanted)) does not match the UID in record (\(object.uid ?? "")). "
          + "The object might have been deleted and then recreated")
    }
    if let wanted = options.resourceVersion, wanted != object.resourceVersion {
      throw .preconditionFailed(
        request.definition, object.name,
        "the ResourceVersion in the precondition (\(wanted)) does not match the ResourceVersion in record "
          + "(\(object.resourceVersion ?? "")). The object might have been modified")
    }
  }

  /// Deletes an object, or marks it when something holds it: finalizers, dependents, a grace period, a namespace's
  /// contents.
  ///
  /// - Returns: the object as it stays, or `nil` when it is gone.
  @discardableResult
  mutating func delete(
    _ object: JSONValue, _ definition: ResourceDefinition, _ options: DeleteOptions, now: Timestamp
  ) -> JSONValue? {
    guard resumption != nil else { return deleteStored(object, definition, options, now: now) }
    let key = StoredKey(storage: definition.storage, key: object.key)
    let left = try? writeAsController(definition, object) { cluster in
      guard let stored = cluster.store[key], stored.uid == object.uid else { return nil }
      return cluster.deleteStored(stored, definition, options, now: now)
    }
    return left ?? nil
  }

  private mutating func deleteStored(
    _ object: JSONValue, _ definition: ResourceDefinition, _ options: DeleteOptions, now: Timestamp
  ) -> JSONValue? {
    var marked = object
    let grace = GracePeriod(object, definition, options)
    if grace.isPending { return object }
    addFinalizers(to: &marked, definition, options)
    let isHeld = !marked.finalizers.isEmpty || grace.seconds > 0 || definition.storage == BuiltIn.namespaces.storage
    let key = StoredKey(storage: definition.storage, key: object.key)
    guard isHeld else {
      guard !options.isDryRun else { return nil }
      if grace.isGraceful {
        mark(&marked, definition, grace: 0, now: now)
        store.put(marked, at: key)
      }
      store.remove(key)
      return nil
    }
    mark(&marked, definition, grace: grace.seconds, now: now)
    guard marked != object else { return object }
    return options.isDryRun ? marked : store.put(marked, at: key)
  }

  private typealias Propagation = DeleteOptions.Propagation

  private func addFinalizers(to object: inout JSONValue, _ definition: ResourceDefinition, _ options: DeleteOptions) {
    var finalizers = object.finalizers
    if let propagation = options.propagation {
      // The last word counts.
      let wanted = propagation.finalizer
      if !Propagation.finalizers.allSatisfy({ finalizers.contains($0) == ($0 == wanted) }) {
        finalizers.removeAll { Propagation.finalizers.contains($0) }
        if let wanted { finalizers.append(wanted) }
      }
    }
    if definition.storage == BuiltIn.definitions.storage {
      let cleanup = "customresourcecleanup.apiextensions.k8s.io"
      if !finalizers.contains(cleanup) { finalizers.append(cleanup) }
    }
    object.setMetadata("finalizers", .array(finalizers.map { .string($0) }))
  }

  private func mark(_ object: inout JSONValue, _ definition: ResourceDefinition, grace: Int64, now: Timestamp) {
    let shortens = object.isDeleting && grace < (object.metadata["deletionGracePeriodSeconds"]?.integer ?? 0)
    guard !object.isDeleting || shortens else { return }
    if let generation = object.generation, definition.storage != BuiltIn.definitions.storage, !object.isDeleting {
      object[["metadata", "generation"]] = .integer(generation + 1)
    }
    object[["metadata", "deletionTimestamp"]] = .string((now.wholeSeconds + .seconds(grace)).text)
    if definition.storage == BuiltIn.definitions.storage {
      DefinitionStatus.setTerminating(&object, now: now)
    } else if definition.storage == BuiltIn.namespaces.storage {
      object[["status", "phase"]] = "Terminating"
    } else {
      object[["metadata", "deletionGracePeriodSeconds"]] = .integer(grace)
    }
  }

  private static func returnsDeletedObject(_ definition: ResourceDefinition) -> Bool {
    definition.type.group == "storage.k8s.io"
      || [
        "persistentvolumeclaims", "persistentvolumes", "podtemplates", "pods", "resourcequotas", "serviceaccounts",
        "services",
      ].contains(definition.storage)
  }

  private static func success(_ object: JSONValue, _ type: ResourceType) -> JSONValue {
    var details: JSONObject = ["name": .string(object.name)]
    if !type.group.isEmpty { details["group"] = .string(type.group) }
    details["kind"] = .string(type.plural)
    details["uid"] = .text(object.uid)
    return [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": .object(details),
    ]
  }
}
