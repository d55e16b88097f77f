import KubeClient
import KubeCore
import KubeSchema

extension SimulatedCluster {
  mutating func create(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    let decoded = try request.decode(try request.jsonBody())
    for warning in decoded.warnings { warn(warning) }
    if let refusal = decoded.refusal { throw refusal }
    return try create(decoded.object, request)
  }

  /// Creates an object as it was decoded.
  mutating func create(_ decoded: JSONValue, _ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    if let name = request.namespace { try checkNamespace(name, of: request, objectName: decoded.name) }
    let object = StoredForm.stored(decoded, of: request.type)
    let created = try insert(object, WriteContext(request), comparing: decoded)
    return answer(created, request, status: 201)
  }

  /// - Throws: `APIFailure` 404 when the namespace is not there, 403 when it is going away.
  func checkNamespace(
    _ name: String, of request: ResourceRequest, objectName: String = ""
  ) throws(APIFailure) {
    let key = StoredKey(storage: BuiltIn.namespaces.storage, key: ObjectKey(name: name))
    guard let namespace = store[key] else { throw .notFound(BuiltIn.namespaces.type, name) }
    guard !namespace.isDeleting else {
      let cause: JSONValue = [
        "reason": "NamespaceTerminating", "message": .string("namespace \(name) is being terminated"),
        "field": "metadata.namespace",
      ]
      var details = JSONObject()
      if !objectName.isEmpty { details["name"] = .string(objectName) }
      if !request.type.group.isEmpty { details["group"] = .string(request.type.group) }
      details["kind"] = .string(request.type.plural)
      details["causes"] = [cause]
      let subject = request.type.qualifiedName + (objectName.isEmpty ? "" : " \"\(objectName)\"")
      let detail = "unable to create new content in namespace \(name) because it is being terminated"
      throw APIFailure(
        code: 403, reason: "Forbidden",
        message: "\(subject) is forbidden: \(detail)", details: .object(details))
    }
  }

  /// Stores a new object: system fields, defaults, ownership, validation.
  ///
  /// - Parameters:
  ///   - view: the object in the form in which its fields are owned, when that is not the stored form; `nil` when the
  ///     object carries its managed fields already.
  @discardableResult
  mutating func insert(
    _ proposed: JSONValue, _ context: WriteContext, comparing view: JSONValue?
  ) throws(APIFailure) -> JSONValue {
    let definition = StoredForm.definition(of: context.definition)
    var object = proposed
    let manages = view != nil
    try setSystemFields(of: &object, context, keepsManagedFields: !manages)
    // A kubelet that registers its node reports on it at once.
    if definition.hasStatus, definition.storage != BuiltIn.nodes.storage { object["status"] = nil }
    ObjectDefaults.apply(to: &object, definition)
    if manages {
      var owned = StoredForm.view(object, as: context.definition.type)
      owned[["metadata", "managedFields"]] = nil
      if definition.storage == BuiltIn.namespaces.storage, proposed.name.isEmpty {
        // The label with the name comes once the name is known, which is too late to be anybody's.
        owned[["metadata", "labels"]] = proposed.metadata["labels"]
      }
      let managed = context.fieldManager.update(from: FieldTree.zeroValue(of: context.definition.schema), to: owned)
      object[["metadata", "managedFields"]] = managed["metadata"]?["managedFields"]
    }
    if definition.storage == BuiltIn.pods.storage { try admitPod(&object) }
    DefaultClasses.apply(to: &object, definition, store)
    try mutateNew(&object, named: !proposed.name.isEmpty, context)
    if definition.storage == BuiltIn.nodes.storage, context.user != nil, holdsNewNodesBack { NodeTaints.add(to: &object) }
    prepareForCreation(&object, definition)
    if definition.storage == BuiltIn.signingRequests.storage {
      SigningRequestFields.stamp(&object, context.user ?? .controllers)
    }
    if definition.storage == BuiltIn.services.storage { try allocate(&object, isDryRun: context.isDryRun) }
    GoForm.complete(&object, definition)
    let errors = ObjectValidation.check(object, old: nil, definition)
    guard errors.isEmpty else { throw .invalid(EventForm.reported(definition), object.name, errors) }
    if let user = context.user {
      try checkEscalation(object, old: nil, definition, user)
      for warning in ObjectWarnings.about(object, old: nil, definition) { warn(warning) }
    }
    try checkLimits(of: object, definition)
    let key = StoredKey(storage: definition.storage, key: object.key)
    try checkPodSecurity(object, old: nil, context)
    try checkSubject(of: object, definition)
    try admit(AdmissionAttributes(.create, object, old: nil, context))
    try checkQuotas(object, definition)
    guard store[key] == nil else { throw Self.exists(definition.type, object.name, store[key]) }
    let stored = VersionedForm.stored(object, definition)
    if !context.isDryRun { chargeQuotas(object, definition, now: context.now) }
    return context.isDryRun ? stored : store.put(stored, at: key)
  }

  /// Policies see a new object before the server gives it what makes it that one.
  private mutating func mutateNew(
    _ object: inout JSONValue, named isNamed: Bool, _ context: WriteContext
  ) throws(APIFailure) {
    guard hasMutatingPolicies else { return }
    let given = object.metadata
    let own = ["uid", "creationTimestamp", "generation"] + (isNamed ? [] : ["name"])
    var seen = object
    for field in own { seen[["metadata", field]] = nil }
    try mutate(&seen, old: nil, context)
    for field in own { seen[["metadata", field]] = given[field] }
    object = seen
  }

  private static func exists(_ type: ResourceType, _ name: String, _ object: JSONValue?) -> APIFailure {
    var failure = APIFailure.alreadyExists(type, name)
    if object?.isDeleting == true { failure.message = "object is being deleted: " + failure.message }
    return failure
  }

  private mutating func setSystemFields(
    of object: inout JSONValue, _ context: WriteContext, keepsManagedFields: Bool
  ) throws(APIFailure) {
    if let version = object.resourceVersion, !version.isEmpty {
      throw APIFailure(code: 500, message: "resourceVersion should not be set on objects to be created")
    }
    var metadata = object.metadata
    for field in ["resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"] {
      metadata[field] = nil
    }
    if !keepsManagedFields { metadata["managedFields"] = nil }
    if metadata["name"]?.string?.isEmpty != false, let prefix = metadata["generateName"]?.string, !prefix.isEmpty {
      metadata["name"] = .string(freeName(prefix, object, context.definition))
    }
    // Limits need not be named.
    if metadata["name"]?.string?.isEmpty != false, context.definition.storage == "limitranges" {
      metadata["name"] = .string(generator.nextUID())
    }
    metadata["uid"] = .string(generator.nextUID())
    metadata["creationTimestamp"] = .string(context.now.wholeSeconds.text)
    if context.definition.hasGeneration { metadata["generation"] = 1 }
    object["metadata"] = metadata
  }

  /// A generated name; the server tries eight times before it reports that the name is taken.
  private mutating func freeName(_ prefix: String, _ object: JSONValue, _ definition: ResourceDefinition) -> String {
    var name = ""
    for _ in 0..<8 {
      name = String(prefix.prefix(58)) + generator.nextSuffix()
      let key = StoredKey(storage: definition.storage, key: ObjectKey(namespace: object.namespace, name: name))
      if store[key] == nil { return name }
    }
    return name
  }

  /// Creates an object for a controller.
  ///
  /// What cannot be created now is tried again when the controller next looks.
  @discardableResult
  mutating func createInternally(
    _ definition: ResourceDefinition, _ object: JSONValue, manager: String, now: Timestamp
  ) -> JSONValue? {
    var object = object
    object["apiVersion"] = .string(definition.type.apiVersion)
    object["kind"] = .string(definition.type.kind)
    return try? writeAsController(definition, object) { cluster throws(APIFailure) in
      try cluster.insert(object, WriteContext(definition, manager: manager, now: now), comparing: object)
    }
  }
}
