import KubeClient
import KubeCore
import KubeSchema

extension SimulatedCluster {
  mutating func replace(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    let decoded = try request.decode(try request.jsonBody())
    for warning in decoded.warnings { warn(warning) }
    if let refusal = decoded.refusal { throw refusal }
    let given = decoded.object.name
    guard !given.isEmpty else { throw .nameMissing(name) }
    guard given == name else {
      throw .badRequest("the name of the object (\(given)) does not match the name on the URL (\(name))")
    }
    guard store[request.storedKey(name)] != nil || !request.createsOnUpdate else {
      return try createByReplacing(decoded.object, request)
    }
    let old = try existing(request, name)
    try checkUID(decoded.object, old, request)
    if request.definition.needsVersionToReplace, decoded.object.resourceVersion?.isEmpty != false {
      throw .unversioned(request.type, name)
    }
    let object = StoredForm.stored(decoded.object, of: request.type)
    let updated = try update(old, to: object, WriteContext(request, subresource: request.subresource))
    return answer(updated, request)
  }

  /// What is not there is made, unless it is said which one is meant.
  private mutating func createByReplacing(
    _ object: JSONValue, _ request: ResourceRequest
  ) throws(APIFailure) -> SimulatorAnswer {
    if let uid = object.uid, !uid.isEmpty {
      throw Self.wrongUID(request.definition, object.name, in: request.namespace, given: uid, actual: "")
    }
    var object = object
    object[["metadata", "resourceVersion"]] = nil
    return try create(object, request)
  }

  private func checkUID(_ new: JSONValue, _ old: JSONValue, _ request: ResourceRequest) throws(APIFailure) {
    guard let given = new.uid, !given.isEmpty, given != old.uid else { return }
    throw Self.wrongUID(request.definition, old.name, in: old.namespace, given: given, actual: old.uid ?? "")
  }

  private static func wrongUID(
    _ definition: ResourceDefinition, _ name: String, in namespace: String?, given: String, actual: String
  ) -> APIFailure {
    let place = [definition.storageFolder, namespace ?? "", name].filter { !$0.isEmpty }.joined(separator: "/")
    return .conflict(
      definition.type, name,
      "StorageError: invalid object, Code: 4, Key: /registry/\(place), ResourceVersion: 0, AdditionalErrorMsg: "
        + "Precondition failed: UID in precondition: \(given), UID in object meta: \(actual)")
  }

  /// Stores a changed object: what cannot change stays, ownership and generation follow, the rest is validated.
  ///
  /// - Parameter managesFields: false when the object carries its managed fields already.
  /// - Returns: the object as it is stored; the old one when nothing has changed.
  @discardableResult
  mutating func update(
    _ stored: JSONValue, to proposed: JSONValue, _ context: WriteContext, managesFields: Bool = true
  ) throws(APIFailure) -> JSONValue {
    let definition = StoredForm.definition(of: context.definition)
    let old = VersionedForm.versioned(stored, context.definition)
    if let version = proposed.resourceVersion, !version.isEmpty, version != old.resourceVersion {
      guard UInt64(version) != nil else {
        throw APIFailure(code: 500, message: "strconv.ParseUint: parsing \"\(version)\": invalid syntax")
      }
      throw .modified(definition.type, old.name)
    }
    var new = proposed
    new["apiVersion"] = definition.isCustom ? .string(definition.type.apiVersion) : old["apiVersion"]
    new["kind"] = .string(definition.type.kind)
    ObjectDefaults.apply(to: &new, definition)
    GoForm.complete(&new, over: old, definition)
    // Who owns what is settled by what the client sent, before the server takes or adds anything.
    if managesFields { setManagedFields(of: &new, old: old, context) }
    try mutate(&new, old: old, context)
    new = Carrying.take(from: old, into: new, context)
    if definition.storage == BuiltIn.services.storage, context.subresource == nil { 
      try allocate(&new, old: old, isDryRun: context.isDryRun)
    }
    if definition.storage == BuiltIn.pods.storage, context.subresource == nil {
      Self.addTolerations(to: &new)
    }
    ObjectDefaults.prepareForUpdate(&new, old: old, definition, subresource: context.subresource)
    setGeneration(of: &new, old: old, context)
    var errors = MetadataRules.checkIdentity(proposed, old)
    errors += ObjectValidation.check(new, old: old, definition, subresource: context.subresource)
    if definition.storage == BuiltIn.pods.storage { errors += PodUpdateRules.check(new, old, context.subresource) }
    if definition.isCustom, context.subresource == "status" { errors = errors.map(Self.withinStatus) }
    guard errors.isEmpty else { throw .invalid(EventForm.reported(definition), old.name, errors) }
    if let user = context.user {
      try checkEscalation(new, old: old, definition, user)
      let isWhole = context.subresource == nil || context.subresource == "scale"
      let warnings = isWhole ? ObjectWarnings.about(new, old: old, definition) : []
      for warning in warnings { warn(warning) }
    }
    if context.subresource == nil { try checkLimits(of: new, definition) }
    try checkPodSecurity(new, old: old, context)
    try checkSigner(of: new, old: old, context)
    try admit(AdmissionAttributes(.update, new, old: old, context))
    return store(new, over: old, context)
  }

  /// The status of a custom object is judged on its own: the text of an error leaves out where it stands.
  private static func withinStatus(_ error: FieldError) -> FieldError {
    guard error.field.hasPrefix("status.") else { return error }
    return FieldError(
      reason: error.reason, field: error.field,
      message: error.message.replacing(
        ": \(error.field) in body", with: ": \(error.field.dropFirst("status.".count)) in body"))
  }

  private func setGeneration(of new: inout JSONValue, old: JSONValue, _ context: WriteContext) {
    let definition = context.definition
    guard definition.hasGeneration, let generation = old.generation,
      definition.storage != "scheduling.k8s.io/priorityclasses"
    else { return }
    // The labels of a slice say whose it is, so they count as well.
    let countsLabels = definition.storage == BuiltIn.endpointSlices.storage
    // The controller copies a deployment's annotations to its sets, so they count as part of what is wanted.
    let countsAnnotations = definition.storage == BuiltIn.deployments.storage && context.subresource == nil
    if Self.specification(new, definition) != Self.specification(old, definition)
      || (countsAnnotations && new.annotations != old.annotations) || (countsLabels && new.labels != old.labels)
    {
      new[["metadata", "generation"]] = .integer(generation + 1)
    }
  }

  /// What counts for the generation: everything of a custom object but metadata and status, the spec of a built-in one.
  private static func specification(_ object: JSONValue, _ definition: ResourceDefinition) -> JSONValue? {
    guard definition.isCustom || object["spec"] == nil else { return object["spec"] }
    var rest = object
    rest["metadata"] = nil
    rest["apiVersion"] = nil
    if definition.hasStatus { rest["status"] = nil }
    return rest
  }

  private func setManagedFields(of new: inout JSONValue, old: JSONValue, _ context: WriteContext) {
    var seen = new
    if context.subresource == "scale", let path = context.definition.scale?.specReplicas {
      // What nobody owns is not owned by who changes it through the scale either.
      guard Self.isOwned(path, in: old) else { return }
      // A scale does not name its size when that is zero.
      if new[path] == 0 { seen[path] = nil }
    }
    let type = context.definition.type
    let managed = context.fieldManager.update(
      from: StoredForm.view(old, as: type), to: StoredForm.view(seen, as: type))
    new[["metadata", "managedFields"]] = managed["metadata"]?["managedFields"]
  }

  static func isOwned(_ path: [String], in object: JSONValue) -> Bool {
    let path = path.map { PathElement.field($0) }
    return ManagedFields(object.metadata["managedFields"]).entries.contains { $0.fields.contains(path) }
  }

  private mutating func store(_ new: JSONValue, over old: JSONValue, _ context: WriteContext) -> JSONValue {
    let key = StoredKey(storage: context.definition.storage, key: old.key)
    guard !Self.isSame(new, old) else { return old }
    let new = VersionedForm.stored(new, context.definition)
    guard !context.isDryRun else { return new }
    if new.isDeleting, new.finalizers.isEmpty, !Self.waitsForGrace(new, key.storage),
      !Self.waitsForFinalization(new, key.storage)
    {
      store.remove(key)
      return new
    }
    return store.put(new, at: key)
  }

  /// A pod on a node goes only when its kubelet says so.
  static func waitsForGrace(_ object: JSONValue, _ storage: String) -> Bool {
    storage == BuiltIn.pods.storage && (object.metadata["deletionGracePeriodSeconds"]?.integer ?? 0) > 0
  }

  /// A namespace goes when its own finalizers, which stand in its specification, are gone.
  static func waitsForFinalization(_ object: JSONValue, _ storage: String) -> Bool {
    storage == BuiltIn.namespaces.storage && object["spec"]?["finalizers"]?.elements.isEmpty == false
  }

  /// Whether two objects differ in nothing but the times of their managed fields.
  private static func isSame(_ new: JSONValue, _ old: JSONValue) -> Bool {
    func bare(_ object: JSONValue) -> JSONValue {
      var object = object
      object[["metadata", "managedFields"]] = nil
      return object
    }
    func owners(_ object: JSONValue) -> Set<ManagedFields.Entry> {
      Set(
        ManagedFields(object.metadata["managedFields"]).entries.map { entry in
          var entry = entry
          entry.time = nil
          return entry
        })
    }
    return bare(new) == bare(old) && owners(new) == owners(old)
  }

  /// Changes an object for a controller.
  @discardableResult
  mutating func updateInternally(
    _ definition: ResourceDefinition, _ old: JSONValue, to new: JSONValue, subresource: String? = nil,
    manager: String = "kube-controller-manager", now: Timestamp
  ) -> JSONValue? {
    try? updateAsController(definition, old, to: new, subresource: subresource, manager: manager, now: now)
  }

  /// Changes an object for a controller.
  ///
  /// - Parameters:
  ///   - old: the object as the controller knows it.
  ///   - insists: whether a status that is refused, since the object has changed, is written over the object as it
  ///     is now.
  /// - Throws: `APIFailure` 409 when the object is no longer the one that the controller knows.
  @discardableResult
  mutating func updateAsController(
    _ definition: ResourceDefinition, _ old: JSONValue, to new: JSONValue, subresource: String? = nil,
    manager: String = "kube-controller-manager", insists: Bool = false, now: Timestamp
  ) throws(APIFailure) -> JSONValue {
    let key = StoredKey(storage: definition.storage, key: old.key)
    let context = WriteContext(definition, manager: manager, subresource: subresource, now: now)
    let updated = try writeAsController(definition, old) { cluster throws(APIFailure) in
      guard let stored = cluster.store[key], stored.uid == old.uid else { throw .notFound(definition.type, old.name) }
      guard stored.resourceVersion != old.resourceVersion else { return try cluster.update(stored, to: new, context) }
      guard insists else { throw .modified(definition.type, old.name) }
      var current = stored
      current["status"] = new["status"]
      return try cluster.update(stored, to: current, context)
    }
    return updated ?? old
  }
}
