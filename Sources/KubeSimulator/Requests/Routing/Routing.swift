import KubeClient
import KubeCore

extension SimulatedCluster {
  mutating func respond(
    to request: KubeRequest, as identity: UserInfo, at now: Timestamp
  ) throws(APIFailure) -> SimulatorAnswer {
    let user = try authorize(request, identity, at: now)
    if let answer = try discoveryAnswer(to: request) { return answer }
    let segments = request.path.split(separator: "/").map { PercentEncoding.decode($0) ?? "" }
    if segments.count == 3 && segments[0] == "apis" && registry.all.contains(where: { $0.type.group == segments[1] })
      || segments.count == 2 && segments[0] == "api"
    {
      throw .unknownResource
    }
    guard let place = try place(of: segments), !isUnknownAmongCustom(place, segments) else { return .pageNotFound }
    if [.head, .options].contains(request.method) { throw Self.refusal(of: place) }
    var resource = try resourceRequest(request, place, at: now)
    resource.user = user
    if let deprecation = resource.definition.deprecation { warn(deprecation) }
    try resource.translateBody(registry: registry, yaml: yamlReader)
    try resource.checkOptions()
    let answer = try respond(to: resource)
    if resource.definition.storage == BuiltIn.clusterRoles.storage, resource.method != .get {
      aggregateRoles(now: resource.now)
    }
    return answer
  }

  /// What a path names below its group and version.
  private struct Place {
    var definition: ResourceDefinition?
    var review: ResourceDefinition?
    var namespace: String?
    var name: String?
    var subresource: String?
    /// Whether the path is one of the old ones that watch by themselves (`/api/v1/watch/...`).
    var watches = false
  }

  /// What is served has other methods than the one that was tried.
  private static func refusal(of place: Place) -> APIFailure {
    guard let definition = place.definition ?? place.review,
      definition.type.isNamespaced || place.namespace == nil,
      place.subresource.map({ DiscoveryEntry.has($0, definition) }) ?? true
    else { return .unknownResource }
    return .methodNotAllowed
  }

  /// Groups that definitions make say of a resource that they do not have what the server says of any path.
  private func isUnknownAmongCustom(_ place: Place, _ segments: [String]) -> Bool {
    guard place.review == nil, segments.first == "apis", segments.count > 1 else { return false }
    if let definition = place.definition {
      return definition.isCustom && !definition.type.isNamespaced && place.namespace != nil
    }
    let group = registry.all.filter { $0.type.group == segments[1] }
    return !group.isEmpty && group.allSatisfy(\.isCustom)
  }

  /// - Returns: `nil` for a path outside of every group and version that is served.
  private func place(of segments: [String]) throws(APIFailure) -> Place? {
    let group: String
    let version: String
    var rest: ArraySlice<String>
    if segments.first == "api", segments.count >= 3 {
      (group, version, rest) = ("", segments[1], segments[2...])
    } else if segments.first == "apis", segments.count >= 4 {
      (group, version, rest) = (segments[1], segments[2], segments[3...])
    } else {
      return nil
    }
    guard registry.serves(group: group, version: version) || Reviews.serves(group, version) else { return nil }
    var place = Place()
    if rest.first == "watch" {
      place.watches = true
      rest = rest.dropFirst()
    }
    let isNamespaceItself = rest.count < 3 || ["status", "finalize"].contains(rest[rest.startIndex + 2])
    if group.isEmpty, rest.first == "namespaces", isNamespaceItself {
      place.definition = registry.definition(group: group, version: version, plural: "namespaces")
      rest = rest.dropFirst()
    } else {
      if rest.first == "namespaces", rest.count >= 3 {
        place.namespace = rest[rest.startIndex + 1]
        rest = rest.dropFirst(2)
      }
      let plural = rest.first ?? ""
      place.definition = registry.definition(group: group, version: version, plural: plural)
      if place.definition == nil { place.review = Reviews.definition(group, version, plural) }
      rest = rest.dropFirst()
    }
    place.name = rest.first
    place.subresource = rest.dropFirst().first
    guard rest.count <= (place.watches ? 1 : 2) else { throw .unknownResource }
    return place
  }

  private func resourceRequest(
    _ request: KubeRequest, _ place: Place, at now: Timestamp
  ) throws(APIFailure) -> ResourceRequest {
    guard let definition = place.definition ?? place.review,
      definition.type.isNamespaced || place.namespace == nil
    else { throw .unknownResource }
    guard !place.watches || request.method == .get else { throw .methodNotAllowed }
    return ResourceRequest(
      definition: definition, namespace: place.namespace, name: place.name, subresource: place.subresource,
      method: request.method,
      options: Self.options(of: request, place),
      contentType: request.header("Content-Type"), userAgent: request.header("User-Agent"),
      representation: try Representation(
        accept: request.header("Accept"), isList: (place.name == nil || place.watches) && request.method == .get),
      body: request.body ?? [], now: now, watchesByPath: place.watches)
  }

  private static func options(of request: KubeRequest, _ place: Place) -> [String: String] {
    var options = Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first }
    if place.watches { options["watch"] = "true" }
    return options
  }

  private mutating func respond(to request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    if Reviews.contains(request.type) { return try review(request) }
    if request.watchesByPath { return try watch(request) }
    if request.subresource != nil { return try respondToSubresource(request) }
    guard let name = request.name else { return try respondToCollection(request) }
    switch request.method {
    // A watch of one object is a selector's; here it is read.
    case .get: return try get(request, name)
    case .put: return try replace(request, name)
    case .patch: return try patch(request, name)
    case .delete: return try delete(request, name)
    case .post, .head, .options: throw .methodNotAllowed
    }
  }

  private mutating func respondToCollection(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    switch request.method {
    case .get:
      return request.isWatch ? try watch(request) : try list(request)
    case .post:
      guard request.namespace != nil || !request.type.isNamespaced else { throw .methodNotAllowed }
      return try create(request)
    case .delete:
      let isWhole = request.namespace == nil && request.type.isNamespaced
      guard !isWhole, request.definition.storage != BuiltIn.namespaces.storage else { throw .methodNotAllowed }
      return try deleteCollection(request)
    case .put, .patch, .head, .options: throw .methodNotAllowed
    }
  }

  private func get(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    let object = try existing(request, name)
    if let version = request.options["resourceVersion"], !version.isEmpty {
      let wanted = try ListWindow.parse(version)
      if wanted > store.revision { throw .tooLargeVersion(wanted, current: store.revision) }
    }
    return answer(object, request)
  }

  /// The stored object of a name.
  ///
  /// - Throws: `APIFailure` 404.
  func existing(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> JSONValue {
    guard let object = store[request.storedKey(name)] else { throw .notFound(request.type, name) }
    return object
  }
}

extension KubeRequest {
  /// The first header of a name, in any case.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
