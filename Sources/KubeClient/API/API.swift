public import KubeCore

/// The operations on one kind of object, in one namespace or across all.
public struct API<Object: Codable & Sendable>: Sendable {
  public let client: KubeClient
  public let resourceType: ResourceType
  /// `nil` for all namespaces, or for a cluster-scoped kind.
  public let namespace: String?
  /// Whether answers shall come without `metadata.managedFields`, which can be most of an object.
  ///
  /// Servers that do not know the wish send the fields all the same. What is read so must not be written back whole.
  public var omitsManagedFields = false
  let form: AnswerForm

  init(client: KubeClient, resourceType: ResourceType, namespace: String?, form: AnswerForm = .object) {
    self.client = client
    self.resourceType = resourceType
    self.namespace = namespace
    self.form = form
  }

  /// The same operations with answers that lack `metadata.managedFields`, where the server can leave them out.
  public func omittingManagedFields() -> API {
    var api = self
    api.omitsManagedFields = true
    return api
  }
}

extension API {
  /// A request to the collection: list, watch, create, delete all.
  func collectionRequest(
    _ method: KubeRequest.Method, namespace: String? = nil, query: [KubeRequest.Field] = [],
    contentType: String? = nil, body: [UInt8]? = nil, answersList: Bool = true, timeout: Duration?,
    repetition: KubeRequest.Repetition? = nil
  ) throws(KubeError) -> KubeRequest {
    let namespace = namespace ?? self.namespace
    if let namespace { try PathSegment.check(namespace, "namespace") }
    return KubeRequest(
      method: method, path: resourceType.path(namespace: namespace), query: query,
      headers: headers(form.accept(isList: answersList, omitsManagedFields: omitsManagedFields), contentType),
      body: body, timeout: timeout, repetition: repetition)
  }

  /// A request to one object, or to a subresource of it.
  func objectRequest(
    _ method: KubeRequest.Method, _ name: String, subresource: String? = nil, query: [KubeRequest.Field] = [],
    contentType: String? = nil, body: [UInt8]? = nil, timeout: Duration?, repetition: KubeRequest.Repetition? = nil
  ) throws(KubeError) -> KubeRequest {
    try PathSegment.check(name, "name")
    if resourceType.isNamespaced {
      guard let namespace else {
        throw KubeError(
          .invalidRequest,
          message: "\(resourceType.qualifiedName) \"\(name)\" lies in a namespace, and the call names none")
      }
      try PathSegment.check(namespace, "namespace")
    }
    return KubeRequest(
      method: method, path: resourceType.path(namespace: namespace, name: name, subresource: subresource),
      query: query,
      headers: headers(form.accept(isList: false, omitsManagedFields: omitsManagedFields), contentType), body: body,
      timeout: timeout, repetition: repetition)
  }

  private func headers(_ accept: String, _ contentType: String?) -> [KubeRequest.Field] {
    [KubeRequest.Field("Accept", accept)] + (contentType.map { [KubeRequest.Field("Content-Type", $0)] } ?? [])
  }
}
