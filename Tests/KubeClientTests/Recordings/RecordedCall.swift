import KubeClient
import KubeCore

/// Makes the typed call that a recorded step stands for.
struct RecordedCall {
  let step: RecordedStep
  let client: KubeClient

  /// Steps that no typed call would send, with what keeps it from doing so.
  static let raw = [
    "crud 11": "bodies that are not JSON cannot be made", "crud 12": "bodies that are not JSON cannot be made",
    "crud 29": "an object is not created under its own path", "patch 9": "a patch has a type of patch",
    "patch 11": "bodies that are not JSON cannot be made", "lists 16": "selectors that are none are refused before",
    "watches 11": "selectors that are none are refused before", "lists 27": "a match without a version is refused before",
    "lists 29": "a version always says how it is meant", "lists 33": "XML is never asked for",
    "watches 12": "initial events are asked for with a match", "discovery 6": "a single group is never asked for",
    "discovery 7": "a single group is never asked for", "discovery 10": "the path means nothing",
  ]

  private var key: String { "\(step.scenario) \(step.position)" }

  /// - Returns: what came of it as a tree: an object, a list, a value, or the objects of events.
  func perform() async throws(KubeError) -> JSONValue {
    if Self.raw[key] != nil { return try await performRaw() }
    if let answer = try await performOnServer() { return answer }
    guard let place = RecordedPlace(step) else {
      throw KubeError(.invalidRequest, message: "the recording names no place")
    }
    let api = client.api(place.type, namespace: place.namespace)
    if step.isWatch { return try await watch(api) }
    guard let name = place.name else { return try await performOnCollection(api) }
    if let subresource = place.subresource { return try await perform(api, name, subresource) }
    return try await perform(api, name)
  }

  private func performRaw() async throws(KubeError) -> JSONValue {
    let headers = (step.request["headers"]?.object ?? [:]).map { KubeRequest.Field($0.key, $0.value.string ?? "") }
    let request = KubeRequest(
      method: step.method, path: step.path, query: step.query.map { KubeRequest.Field($0.key, $0.value) },
      headers: headers, body: step.body)
    let bytes = try await client.perform(request)
    return (try? JSONParser.parse(bytes)) ?? .null
  }

  /// Calls that are about the server as a whole; `nil` for all others.
  private func performOnServer() async throws(KubeError) -> JSONValue? {
    let spec = step.request["body"]?["spec"]
    switch step.path {
    case "/version": return .string(try await client.version().gitVersion)
    case "/readyz", "/livez":
      try await client.check(step.path == "/readyz" ? .ready : .live)
      return "ok"
    case "/api" where step.header("Accept") != nil:
      return .array(try await client.discover().resources.map { .string($0.type.plural) })
    case "/api": return .array(try await client.groups()[0].versions.map { .string($0) })
    case "/apis/apps/v1", "/apis/coordination.k8s.io/v1", "/apis/rec.example.com/v1":
      let parts = step.path.split(separator: "/").map(String.init)
      return .array(try await client.resources(group: parts[1], version: parts[2]).map { .string($0.type.plural) })
    case "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews":
      return .bool(try await client.mayI(question(spec)).isAllowed)
    case "/apis/authorization.k8s.io/v1/subjectaccessreviews":
      return .bool(try await client.may(UserInfo(username: spec?["user"]?.string), question(spec)).isAllowed)
    case "/apis/authentication.k8s.io/v1/tokenreviews":
      return .bool(try await client.review(token: spec?["token"]?.string ?? "").isAuthenticated)
    default: return nil
    }
  }

  private func question(_ spec: JSONValue?) -> AccessQuestion {
    let attributes = spec?["resourceAttributes"]
    return AccessQuestion(
      attributes?["verb"]?.string ?? "", attributes?["resource"]?.string ?? "",
      group: attributes?["group"]?.string ?? "", namespace: attributes?["namespace"]?.string)
  }
}

extension RecordedCall {
  private func performOnCollection(_ api: API<DynamicObject>) async throws(KubeError) -> JSONValue {
    switch step.method {
    case .post: return try await api.create(DynamicObject(step.request["body"] ?? [:]), writeOptions).content
    case .delete: return tree(try await api.deleteCollection(listOptions, deleteOptions))
    default: break
    }
    if step.header("Accept")?.contains("as=Table") == true {
      return .array(try await api.tables.page(listOptions).rows.map { .array($0.cells) })
    }
    if step.header("Accept")?.contains("as=Partial") == true {
      let list = try await api.metadataOnly().page(listOptions)
      return .array(list.items.map { .string($0.metadata.name ?? "") })
    }
    return tree(try await api.page(listOptions))
  }

  private func tree(_ list: KubeList<DynamicObject>) -> JSONValue {
    var metadata: JSONValue = [:]
    metadata["resourceVersion"] = list.metadata.resourceVersion.map { .string($0) }
    metadata["continue"] = list.metadata.continue.map { .string($0) }
    metadata["remainingItemCount"] = list.metadata.remainingItemCount.map { .integer($0) }
    return ["metadata": metadata, "items": .array(list.items.map(\.content))]
  }

  private func perform(_ api: API<DynamicObject>, _ name: String) async throws(KubeError) -> JSONValue {
    switch step.method {
    case .get: return try await api.get(name).content
    case .put: return try await api.replace(name, with: DynamicObject(step.request["body"] ?? [:]), writeOptions).content
    case .delete:
      switch try await api.delete(name, deleteOptions) {
      case .done(let uid): return .string(uid ?? "")
      case .object(let object): return object.content
      }
    default: return try await patched(api, name, subresource: nil)
    }
  }

  private func perform(
    _ api: API<DynamicObject>, _ name: String, _ subresource: String
  ) async throws(KubeError) -> JSONValue {
    switch (step.method, subresource) {
    case (.post, "eviction"):
      try await api.evict(name)
      return .null
    case (.post, "token"):
      let seconds = step.request["body"]?["spec"]?["expirationSeconds"]?.integer
      return .string(try await api.token(for: name, lifetime: seconds.map { .seconds($0) }).token)
    case (.get, "scale"): return .integer(Int64(try await api.scale(name).replicas))
    case (.patch, "scale"):
      let body = step.request["body"] ?? [:]
      let patch = step.header("Content-Type") == "application/apply-patch+yaml" ? Patch.apply(body) : .merge(body)
      return .integer(Int64(try await api.patch(name, subresource: "scale", patch, writeOptions, as: Scale.self).replicas))
    case (.put, _):
      let object = DynamicObject(step.request["body"] ?? [:])
      return try await api.replace(name, with: object, subresource: subresource, writeOptions).content
    default: return try await patched(api, name, subresource: subresource)
    }
  }

  private func patched(
    _ api: API<DynamicObject>, _ name: String, subresource: String?
  ) async throws(KubeError) -> JSONValue {
    let body = step.request["body"] ?? [:]
    let options = writeOptions
    switch step.header("Content-Type") {
    case "application/apply-patch+yaml" where options.fieldManager != nil:
      return try await api.apply(name, body, subresource: subresource, options).content
    case "application/apply-patch+yaml":
      return try await api.patch(name, .apply(body), subresource: subresource, options).content
    case "application/json-patch+json":
      let operations = body.elements.compactMap { JSONPatchOperation($0) }
      return try await api.patch(name, .json(operations), subresource: subresource, options).content
    case "application/strategic-merge-patch+json":
      return try await api.patch(name, .strategic(body), subresource: subresource, options).content
    default: return try await api.patch(name, .merge(body), subresource: subresource, options).content
    }
  }

  private func watch(_ api: API<DynamicObject>) async throws(KubeError) -> JSONValue {
    var told: [JSONValue] = []
    if step.note == "as tables" {
      var events = try await api.tables.watch(watchOptions).makeAsyncIterator()
      while let event = try await events.next() { told.append(tree(event) { .array($0.rows[0].cells) }) }
    } else {
      var events = try await api.watch(watchOptions).makeAsyncIterator()
      while let event = try await events.next() { told.append(tree(event) { $0.content }) }
    }
    return .array(told)
  }

  private func tree<Object>(_ event: WatchEvent<Object>, _ content: (Object) -> JSONValue) -> JSONValue {
    switch event {
    case .added(let object): ["ADDED", content(object)]
    case .modified(let object): ["MODIFIED", content(object)]
    case .deleted(let object): ["DELETED", content(object)]
    case .bookmark(let version, let isEnd): ["BOOKMARK", .string(version), .bool(isEnd)]
    }
  }
}

extension RecordedCall {
  private var writeOptions: WriteOptions {
    var options = WriteOptions(fieldManager: step.query["fieldManager"])
    options.force = step.query["force"] == "true"
    options.dryRun = step.query["dryRun"] == "All"
    options.fieldValidation = step.query["fieldValidation"].flatMap { FieldValidation(rawValue: $0) }
    return options
  }

  private var listOptions: ListOptions {
    var options = ListOptions(
      labelSelector: step.query["labelSelector"].flatMap { LabelSelector(text: $0) },
      fieldSelector: step.query["fieldSelector"])
    options.limit = step.query["limit"].flatMap { Int($0) }
    options.continue = step.query["continue"]
    options.resourceVersion = step.query["resourceVersion"]
    options.resourceVersionMatch = step.query["resourceVersionMatch"].flatMap { ResourceVersionMatch(rawValue: $0) }
    return options
  }

  private var watchOptions: WatchOptions {
    var options = WatchOptions(
      labelSelector: step.query["labelSelector"].flatMap { LabelSelector(text: $0) },
      fieldSelector: step.query["fieldSelector"], from: step.query["resourceVersion"])
    options.allowsBookmarks = step.query["allowWatchBookmarks"] == "true"
    options.sendsInitialEvents = step.query["sendInitialEvents"] == "true"
    let seconds = Duration.seconds(step.query["timeoutSeconds"].flatMap { Int64($0) } ?? 1)
    options.lasting = seconds...seconds
    return options
  }

  private var deleteOptions: DeleteOptions {
    let body = step.request["body"]
    var options = DeleteOptions(
      gracePeriodSeconds: body?["gracePeriodSeconds"]?.integer.map { Int($0) },
      uid: body?["preconditions"]?["uid"]?.string, resourceVersion: body?["preconditions"]?["resourceVersion"]?.string)
    options.propagation = body?["propagationPolicy"]?.string.flatMap { DeleteOptions.Propagation(rawValue: $0) }
    return options
  }
}
