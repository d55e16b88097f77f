import KubeClient
import KubeCore
import KubeSchema

/// The ways in which a patch can be written.
enum PatchKind: String, Sendable, CaseIterable {
  case json = "application/json-patch+json"
  case merge = "application/merge-patch+json"
  case strategic = "application/strategic-merge-patch+json"
  case apply = "application/apply-patch+yaml"
}

extension SimulatedCluster {
  mutating func patch(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    let kind = try request.patchKind()
    if kind == .apply { return try apply(request, name) }
    let patch = try request.patchBody(kind)
    let old = try existing(request, name)
    let view = VersionedForm.view(old, request.definition)
    let patched = try Self.patched(view, with: patch, kind, request.definition.schema)
    let decoded = try request.decodePatched(patched, from: view, patch: patch, kind)
    for warning in decoded.warnings { warn(warning) }
    try Self.checkIdentity(decoded.object, old, request)
    var object = StoredForm.stored(decoded.object, of: request.type)
    object[["metadata", "namespace"]] = old.metadata["namespace"]
    let updated = try update(old, to: object, WriteContext(request, subresource: request.subresource))
    return answer(updated, request)
  }

  /// A patch cannot make another object of it.
  private static func checkIdentity(
    _ new: JSONValue, _ old: JSONValue, _ request: ResourceRequest
  ) throws(APIFailure) {
    guard new.name == old.name else {
      throw .badRequest("the name of the object (\(new.name)) does not match the name on the URL (\(old.name))")
    }
    guard new.namespace?.isEmpty != false || new.namespace == old.namespace else {
      throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
    }
  }

  static func patched(
    _ object: JSONValue, with patch: JSONValue, _ kind: PatchKind, _ schema: Schema
  ) throws(APIFailure) -> JSONValue {
    switch kind {
    case .merge, .apply: return MergePatch.apply(patch, to: object)
    case .strategic:
      if let problem = StrategicMerge.problem(in: patch, for: object, schema) {
        throw APIFailure(code: 500, message: problem)
      }
      var patched = StrategicMerge.apply(patch, to: object, schema)
      // What kind it is stands in the path.
      patched["kind"] = object["kind"]
      patched["apiVersion"] = object["apiVersion"]
      return patched
    case .json:
      do {
        return try JSONPatch.apply(patch, to: object)
      } catch {
        throw APIFailure(
          code: 422, reason: "Invalid", message: "the server rejected our request due to an error in our request",
          details: [:])
      }
    }
  }

  private mutating func apply(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    let configuration = try request.appliedConfiguration()
    let old = store[request.storedKey(name)]
    guard old != nil || request.subresource == nil else { throw .notFound(request.type, name) }
    var context = WriteContext(request, subresource: request.subresource)
    context.operation = .apply
    guard old != nil || !configuration.name.isEmpty else { throw .nameMissing(name) }
    if old == nil, let uid = configuration.uid, !uid.isEmpty {
      throw .conflict(
        request.type, name,
        "uid mismatch: the provided object specified uid \(uid), and no existing object was found")
    }
    let live = old.map { VersionedForm.view($0, request.definition) } ?? Self.seed(request, name)
    let force = request.isTrue("force")
    var merged: JSONValue
    switch context.fieldManager.apply(configuration, to: live, force: force) {
    case .conflicts(let conflicts): throw .managerConflicts(conflicts)
    case .undeclared(let problem): throw APIFailure(code: 500, message: problem)
    case .applied(let object): merged = object
    }
    if merged.name != name {
      throw .badRequest("the name of the object (\(merged.name)) does not match the name on the URL (\(name))")
    }
    merged = try request.typed(merged, over: old == nil ? nil : live)
    let object = StoredForm.stored(merged, of: request.type)
    // `answer(try update(...))` would hold a copy of the whole cluster while it changes.
    if let old {
      let updated = try update(old, to: object, context, managesFields: false)
      return answer(updated, request)
    }
    if let namespace = request.namespace { try checkNamespace(namespace, of: request, objectName: name) }
    var created = object
    created[["metadata", "resourceVersion"]] = nil
    let inserted = try insert(created, context, comparing: nil)
    return answer(inserted, request, status: 201)
  }

  /// What an apply to a missing object starts from.
  private static func seed(_ request: ResourceRequest, _ name: String) -> JSONValue {
    var metadata: JSONObject = ["name": .string(name)]
    metadata["namespace"] = .text(request.namespace)
    return [
      "kind": .string(request.type.kind), "apiVersion": .string(request.type.apiVersion), "metadata": .object(metadata),
    ]
  }
}

extension ResourceRequest {
  fileprivate func patchKind() throws(APIFailure) -> PatchKind {
    let type = contentType?.split(separator: ";").first.map(String.init)
    guard let kind = type.flatMap({ PatchKind(rawValue: $0) }) else {
      throw APIFailure(
        code: 415, reason: "UnsupportedMediaType", message: "415: Unsupported Media Type", details: [:])
    }
    if kind == .strategic, definition.isCustom {
      throw .unsupportedMediaType([PatchKind.json, .merge, .apply].map(\.rawValue))
    }
    return kind
  }

  fileprivate func patchBody(_ kind: PatchKind) throws(APIFailure) -> JSONValue {
    let prefix = kind == .strategic ? "" : "error decoding patch: "
    guard let patch = try? JSONParser.parse(body) else {
      throw .badRequest(prefix + (GoJSONError.text(body) ?? "unexpected end of JSON input"))
    }
    let isFitting = kind == .json ? patch.array != nil : patch.object != nil
    guard isFitting else {
      let wanted = kind == .json ? "[]handlers.jsonPatchOp" : "map[string]interface {}"
      throw .badRequest("\(prefix)json: cannot unmarshal \(GoNames.kind(of: patch)) into Go value of type \(wanted)")
    }
    return patch
  }

  /// The body of an apply, checked as the server does before it merges.
  fileprivate func appliedConfiguration() throws(APIFailure) -> JSONValue {
    guard let manager = options["fieldManager"], !manager.isEmpty else {
      throw .invalid(
        group: "meta.k8s.io", kind: "PatchOptions", "",
        [.required("fieldManager", "is required for apply patch")])
    }
    guard var configuration = try? JSONParser.parse(body) else {
      throw .badRequest(
        "error decoding YAML: error converting YAML to JSON: yaml: line 1: did not find expected node content")
    }
    guard configuration.object != nil else {
      throw .badRequest(
        "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
          + "\(GoNames.kind(of: configuration)) into Go value of type map[string]interface {}")
    }
    let kind = configuration["kind"]?.string ?? ""
    let version = configuration["apiVersion"]?.string ?? ""
    guard kind == type.kind, version == type.apiVersion else {
      throw .badRequest("invalid object type: \(version.contains("/") ? "" : "/")\(version), Kind=\(kind)")
    }
    if let managed = configuration.metadata["managedFields"], !managed.isNull {
      throw .badRequest("metadata.managedFields must be nil")
    }
    try checkTypes(configuration)
    if subresource == nil, definition.hasStatus { configuration["status"] = nil }
    if let namespace {
      if let given = configuration.namespace, !given.isEmpty, given != namespace {
        throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
      }
      configuration[["metadata", "namespace"]] = .string(namespace)
    }
    return configuration
  }

  /// - Throws: `APIFailure` 500, which is how the server answers to a configuration that does not fit the schema.
  private func checkTypes(_ configuration: JSONValue) throws(APIFailure) {
    guard let problem = TypedProblem.text(of: configuration, definition.schema) else { return }
    throw APIFailure(code: 500, message: "failed to create typed patch object \(place(of: configuration)): \(problem)")
  }

  /// How messages about a configuration call it.
  private func place(of configuration: JSONValue) -> String {
    "(\(configuration.namespace ?? "")/\(configuration.name); \(type.group)/\(type.version), Kind=\(type.kind))"
  }

  /// Amounts, times and the like are read once the whole is put together, and what is empty is none from then on.
  ///
  /// - Parameter live: the object before, of which what has not changed need not be read again.
  fileprivate func typed(_ merged: JSONValue, over live: JSONValue?) throws(APIFailure) -> JSONValue {
    guard !definition.isCustom, !definition.goType.isEmpty else { return merged }
    var decoder = GoDecoder(known: live)
    do throws(GoDecoder.Problem) { return try decoder.decode(merged, as: definition.goType) } catch {
      let given = (try? JSONParser.parse(body)) ?? [:]
      let problem = (error.isOfBytes ? "error decoding from json: " : "") + error.text
      throw APIFailure(
        code: 500,
        message: "failed to convert new object \(place(of: given)) to proper version: unable to convert unstructured "
          + "object to \(type.group)/\(type.version), Kind=\(type.kind): \(problem)")
    }
  }
}
