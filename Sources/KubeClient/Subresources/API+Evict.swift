import KubeCore

extension API {
  /// Asks for a pod to be deleted, unless a disruption budget protects it.
  ///
  /// - Throws: `.tooManyRequests` when a budget does not allow it now, `.notFound`, `.conflict` when a precondition
  ///   does not hold. A refusal is the answer and is never tried again by itself.
  public func evict(_ name: String, _ options: DeleteOptions? = nil) async throws(KubeError) {
    var body: JSONValue = ["apiVersion": "policy/v1", "kind": "Eviction"]
    body[["metadata", "name"]] = .string(name)
    body[["metadata", "namespace"]] = namespace.map { .string($0) }
    if var deletion = options?.body {
      // Inside of another object its kind goes without saying.
      deletion["apiVersion"] = nil
      deletion["kind"] = nil
      body["deleteOptions"] = deletion
    }
    _ = try await post(body, to: name, subresource: "eviction", repetition: .never, as: JSONValue.self)
  }
}
