public import KubeCore

extension API {
  /// Has the server issue a token for a service account (`TokenRequest`).
  ///
  /// - Parameters:
  ///   - account: the name of the service account.
  ///   - audiences: who shall accept the token; empty for the API server.
  ///   - lifetime: for how long it shall be valid, 10 minutes at least; the server may give it less or more.
  ///   - pod: the token becomes void with this pod.
  public func token(
    for account: String, audiences: [String] = [], lifetime: Duration? = nil, boundTo pod: ObjectMeta? = nil
  ) async throws(KubeError) -> IssuedToken {
    var spec = JSONObject()
    if !audiences.isEmpty { spec["audiences"] = .array(audiences.map { .string($0) }) }
    if let lifetime { spec["expirationSeconds"] = .integer(lifetime.components.seconds) }
    if let pod {
      var reference: JSONValue = ["apiVersion": "v1", "kind": "Pod", "name": .string(pod.name ?? "")]
      reference["uid"] = pod.uid.map { .string($0) }
      spec["boundObjectRef"] = reference
    }
    let body: JSONValue = [
      "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": .object(spec),
    ]
    // A second token does no harm.
    return try await post(body, to: account, subresource: "token", repetition: .safe, as: IssuedToken.self)
  }
}
