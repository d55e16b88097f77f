import KubeCore

/// How a controller makes a pod from its template.
enum PodTemplate {
  static func pod(
    from template: JSONValue?, namePrefix: String, owner: JSONValue, _ definition: ResourceDefinition
  ) -> JSONValue {
    var metadata: JSONObject = [
      "generateName": .string(namePrefix), "namespace": .string(owner.namespace ?? ""),
    ]
    for field in ["labels", "annotations", "finalizers"] { metadata[field] = template?["metadata"]?[field] }
    metadata["ownerReferences"] = [SimulatedCluster.controllerReference(owner, definition)]
    return ["metadata": .object(metadata), "spec": template?["spec"] ?? [:]]
  }
}

extension SimulatedCluster {
  /// Creates an object for a controller, as one that asks the server for it would have it.
  ///
  /// - Throws: `APIFailure` 403 in a namespace that is going away, 404 in one that is not there, and whatever the
  ///   object itself gives cause for.
  @discardableResult
  mutating func createAsController(
    _ definition: ResourceDefinition, _ proposed: JSONValue, now: Timestamp
  ) throws(APIFailure) -> JSONValue {
    var object = proposed
    object["apiVersion"] = .string(definition.type.apiVersion)
    object["kind"] = .string(definition.type.kind)
    let created = try writeAsController(definition, object) { cluster throws(APIFailure) in
      try cluster.checkNamespace(of: object, definition)
      return try cluster.insert(
        object, WriteContext(definition, manager: Self.controllerManager, now: now), comparing: object)
    }
    return created ?? object
  }

  private func checkNamespace(of object: JSONValue, _ definition: ResourceDefinition) throws(APIFailure) {
    guard let name = object.namespace else { return }
    let key = StoredKey(storage: BuiltIn.namespaces.storage, key: ObjectKey(name: name))
    guard let namespace = store[key] else { throw .notFound(BuiltIn.namespaces.type, name) }
    guard !namespace.isDeleting else { throw .namespaceEnding(name, definition.type) }
  }
}

extension APIFailure {
  /// The refusal of anything new in a namespace that is going away.
  fileprivate static func namespaceEnding(_ name: String, _ type: ResourceType) -> APIFailure {
    APIFailure(
      code: 403, reason: "Forbidden",
      message: "\(type.qualifiedName) is forbidden: unable to create new content in namespace \(name) because it is "
        + "being terminated",
      details: [
        "causes": [
          [
            "reason": "NamespaceTerminating", "message": .string("namespace \(name) is being terminated"),
            "field": "metadata.namespace",
          ]
        ]
      ])
  }

  var isNamespaceEnding: Bool {
    details?["causes"]?.elements.contains { $0["reason"] == "NamespaceTerminating" } ?? false
  }
}
