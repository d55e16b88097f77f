import KubeClient
import KubeCore
import KubeSchema

extension SimulatedCluster {
  mutating func respondToSubresource(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    guard let name = request.name else { throw .unknownResource }
    switch request.subresource {
    case "status" where request.definition.hasStatus: return try respondToStatus(request, name)
    case SigningRequestFields.approval where request.definition.storage == BuiltIn.signingRequests.storage:
      return try respondToStatus(request, name)
    case "scale":
      guard let paths = request.definition.scale else {
        throw request.definition.isCustom ? .notFound(request.type, name) : .unknownResource
      }
      return try respondToScale(request, name, paths)
    case "binding" where request.definition.storage == BuiltIn.pods.storage: return try bind(request, name)
    case "eviction" where request.definition.storage == BuiltIn.pods.storage: return try evict(request, name)
    case "log" where request.definition.storage == BuiltIn.pods.storage: return try log(request, name)
    case "exec" where request.definition.storage == BuiltIn.pods.storage,
      "attach" where request.definition.storage == BuiltIn.pods.storage,
      "portforward" where request.definition.storage == BuiltIn.pods.storage:
      return try connect(request, name)
    case "ephemeralcontainers" where request.definition.storage == BuiltIn.pods.storage,
      "resize" where request.definition.storage == BuiltIn.pods.storage:
      return try respondToStatus(request, name)
    case "proxy" where request.definition.storage == BuiltIn.services.storage:
      return try proxy(request, name)
    case "token" where request.definition.storage == BuiltIn.serviceAccounts.storage:
      return try issueToken(request, name)
    case "finalize" where request.definition.storage == BuiltIn.namespaces.storage:
      return try finalize(request, name)
    default:
      throw request.definition.isCustom ? .notFound(request.type, name) : .unknownResource
    }
  }

  /// Answers where a part of an object is read and written as the whole of it.
  private mutating func respondToStatus(_ request: ResourceRequest, _ name: String) throws(APIFailure)
    -> SimulatorAnswer
  {
    switch request.method {
    case .get: return answer(try existing(request, name), request)
    case .put: return try replace(request, name)
    case .patch: return try patch(request, name)
    case .post, .delete, .head, .options: throw .methodNotAllowed
    }
  }

  // MARK: - Scale

  private mutating func respondToScale(
    _ request: ResourceRequest, _ name: String, _ paths: ResourceDefinition.ScalePaths
  ) throws(APIFailure) -> SimulatorAnswer {
    guard request.method != .post, request.method != .delete else { throw .methodNotAllowed }
    let old = try existing(request, name)
    let scale = Self.scale(of: old, paths)
    let wanted: JSONValue
    switch request.method {
    case .get:
      if request.definition.isCustom, old[paths.specReplicas]?.integer == nil {
        throw .internalError("the spec replicas field \"\(Self.text(of: paths.specReplicas))\" does not exist")
      }
      guard case .table(let version) = request.representation else { return Self.scaleAnswer(scale, request) }
      let columns = request.definition.isCustom ? WorkloadColumns.customScales : WorkloadColumns.scales
      var writer = TableWriter(columns: columns, includeObject: request.options["includeObject"])
      writer.apiVersion = version
      return .json(writer.table([scale], revision: nil, now: request.now))
    case .put: wanted = try Self.decodedScale(request, try request.jsonBody())
    case .patch:
      let type = request.contentType?.split(separator: ";").first.map(String.init)
      guard let kind = type.flatMap({ PatchKind(rawValue: $0) }), let patch = try? JSONParser.parse(request.body) else {
        throw APIFailure(
          code: 415, reason: "UnsupportedMediaType", message: "415: Unsupported Media Type", details: [:])
      }
      if kind == .apply { return try applyScale(request, old, patch, paths) }
      let patched = try Self.patched(scale, with: patch, kind, BuiltInResources.scale)
      wanted = try Self.scaleRequest(request).decodePatched(patched, from: scale, patch: patch, kind).object
    case .post, .delete, .head, .options: throw .methodNotAllowed
    }
    guard wanted.name.isEmpty || wanted.name == name else {
      throw .badRequest("the name of the object (\(wanted.name)) does not match the name on the URL (\(name))")
    }
    if let count = wanted["spec"]?["replicas"]?.integer, count < 0, !request.definition.isCustom {
      throw .invalid(
        group: "autoscaling", kind: "Scale", name,
        [.invalid("spec.replicas", .integer(count), "must be greater than or equal to 0")])
    }
    if let version = wanted.resourceVersion, !version.isEmpty, version != old.resourceVersion {
      throw .modified(request.type, name)
    }
    var new = old
    new[paths.specReplicas] = wanted["spec"]?["replicas"] ?? 0
    let stored = try update(old, to: new, WriteContext(request, subresource: "scale"))
    return Self.scaleAnswer(Self.scale(of: stored, paths), request)
  }

  /// The server cannot tell who owns the scale of a custom object; where it stumbles depends on whether anybody does.
  private static func unknownOwners(
    of object: JSONValue, _ configuration: JSONValue, _ paths: ResourceDefinition.ScalePaths
  ) -> APIFailure {
    let isOwned = isOwned(paths.specReplicas, in: object)
    let subject = isOwned ? "new object (/\(configuration.name)" : "live object (/"
    return APIFailure(
      code: 500,
      message: (isOwned ? "" : "failed to create manager for existing fields: ")
        + "failed to convert \(subject); autoscaling/v1, Kind=Scale) to proper version: "
        + "request to convert CR to an invalid group/version: autoscaling/v1")
  }

  private static func text(of path: [String]) -> String { "." + path.joined(separator: ".") }

  private static func scaleAnswer(_ scale: JSONValue, _ request: ResourceRequest) -> SimulatorAnswer {
    guard case .metadataOnly(let version, _) = request.representation else { return .json(scale) }
    return .json(metadataOnly(scale, apiVersion: version))
  }

  private mutating func applyScale(
    _ request: ResourceRequest, _ old: JSONValue, _ configuration: JSONValue,
    _ paths: ResourceDefinition.ScalePaths
  ) throws(APIFailure) -> SimulatorAnswer {
    guard !request.definition.isCustom else {
      throw Self.unknownOwners(of: old, configuration, paths)
    }
    var context = WriteContext(request, subresource: "scale")
    context.operation = .apply
    var applied: JSONValue = [:]
    applied[paths.specReplicas] = configuration["spec"]?["replicas"]
    var live = old
    // A scale does not name its size when that is zero, so that whoever names it changes it.
    if live[paths.specReplicas] == 0 { live[paths.specReplicas] = nil }
    switch context.fieldManager.apply(applied, to: live, force: request.isTrue("force")) {
    case .conflicts(let conflicts): throw .managerConflicts(conflicts)
    case .undeclared(let problem): throw APIFailure(code: 500, message: problem)
    case .applied(let new):
      return .json(Self.scale(of: try update(old, to: new, context, managesFields: false), paths))
    }
  }

  private static func decodedScale(_ request: ResourceRequest, _ body: JSONValue) throws(APIFailure) -> JSONValue {
    try scaleRequest(request).decode(body).object
  }

  /// A request as one to the scale itself.
  private static func scaleRequest(_ request: ResourceRequest) -> ResourceRequest {
    var request = request
    request.definition.type.group = "autoscaling"
    request.definition.type.version = "v1"
    request.definition.type.kind = "Scale"
    request.definition.isCustom = false
    request.definition.goType = "Scale"
    request.definition.schema = BuiltInResources.scale
    return request
  }

  static func scale(of object: JSONValue, _ paths: ResourceDefinition.ScalePaths) -> JSONValue {
    var metadata = JSONObject()
    for field in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
      metadata[field] = object.metadata[field]
    }
    var status: JSONObject = ["replicas": object[paths.statusReplicas] ?? 0]
    if let path = paths.labelSelector {
      status["selector"] = object[path]
    } else if let selector = selector(of: object) {
      status["selector"] = .string(selector.description)
    }
    let replicas = object[paths.specReplicas]
    return [
      "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": .object(metadata),
      "spec": replicas.flatMap { $0 == 0 ? nil : ["replicas": $0] } ?? [:], "status": .object(status),
    ]
  }

  // MARK: - Pods and namespaces

  private mutating func bind(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    guard request.method == .post else { throw .methodNotAllowed }
    let binding = try request.jsonBody()
    guard binding.name == name else { throw .badRequest("name in URL does not match name in Binding object") }
    let old = try existing(request, name)
    guard let node = binding["target"]?["name"]?.string, !node.isEmpty else {
      throw APIFailure(code: 500, message: "target.name: Required value")
    }
    if let current = old["spec"]?["nodeName"]?.string, !current.isEmpty {
      throw APIFailure(
        code: 409, reason: "Conflict",
        message: "Operation cannot be fulfilled on pods/binding \"\(name)\": pod \(name) is already assigned to node "
          + "\"\(current)\"", details: ["name": .string(name), "kind": "pods/binding"])
    }
    try admit(AdmissionAttributes(creating: binding, request, name))
    bind(old, to: node, manager: request.fieldManager, now: request.now)
    return .json(
      ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201], status: 201)
  }

  /// Puts a pod on a node.
  mutating func bind(_ pod: JSONValue, to node: String, manager: String, now: Timestamp) {
    var bound = pod
    bound[["spec", "nodeName"]] = .string(node)
    let scheduled: JSONValue = [
      "type": "PodScheduled", "status": "True", "lastProbeTime": .null,
      "lastTransitionTime": .string(now.wholeSeconds.text),
    ]
    let others = (pod["status"]?["conditions"]?.elements ?? []).filter { $0["type"] != "PodScheduled" }
    bound[["status", "conditions"]] = .array(others + [scheduled])
    store.put(bound, at: StoredKey(storage: BuiltIn.pods.storage, key: pod.key))
  }

  private mutating func finalize(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    guard request.method == .put else { throw .methodNotAllowed }
    return try replace(request, name)
  }
}
