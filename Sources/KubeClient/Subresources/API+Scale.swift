import KubeCore

extension API {
  /// Reads how many copies a workload has and shall have.
  ///
  /// - Throws: `.notServed` when the kind cannot be scaled.
  public func scale(_ name: String) async throws(KubeError) -> Scale {
    try await get(name, subresource: "scale", as: Scale.self)
  }

  /// Says how many copies a workload shall have.
  ///
  /// - Parameter resourceVersion: refuses with `.conflict` when the workload has changed since this version.
  public func scale(
    _ name: String, to replicas: Int, resourceVersion: String? = nil, _ options: WriteOptions = WriteOptions()
  ) async throws(KubeError) -> Scale {
    var changes = JSONObject()
    if let resourceVersion { changes["metadata"] = ["resourceVersion": .string(resourceVersion)] }
    changes["spec"] = ["replicas": .integer(Int64(replicas))]
    return try await patch(name, subresource: "scale", .merge(.object(changes)), options, as: Scale.self)
  }
}
