public import KubeCore

/// The operations on one kind of object, in one namespace or across all.
public struct API<Object: Codable & Sendable>: Sendable {
  public let client: KubeClient
  public let resourceType: ResourceType
  /// `nil` for all namespaces, or for a cluster-scoped kind.
  public let namespace: String?

  init(client: KubeClient, resourceType: ResourceType, namespace: String?) {
    self.client = client
    self.resourceType = resourceType
    self.namespace = namespace
  }

  func request(
    _ method: KubeRequest.Method, name: String? = nil, subresource: String? = nil, query: [KubeRequest.Field] = [],
    contentType: String? = nil, body: [UInt8]? = nil, timeout: Duration = .seconds(30)
  ) throws(KubeError) -> KubeRequest {
    if let name, name.isEmpty { throw KubeError(.invalidRequest, message: "an object's name must not be empty") }
    var headers = [KubeRequest.Field("Accept", "application/json")]
    if let contentType { headers.append(KubeRequest.Field("Content-Type", contentType)) }
    return KubeRequest(
      method: method, path: resourceType.path(namespace: namespace, name: name, subresource: subresource),
      query: query, headers: headers, body: body, timeout: timeout)
  }
}
