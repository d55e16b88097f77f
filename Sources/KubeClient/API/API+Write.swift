public import KubeCore

extension API {
  /// Creates an object.
  ///
  /// - Throws: `.alreadyExists` when an object of that name is there.
  public func create(_ object: Object, _ options: WriteOptions = WriteOptions()) async throws(KubeError) -> Object {
    let request = try request(
      .post, query: options.query, contentType: "application/json", body: body(of: object), timeout: options.timeout)
    return try await client.perform(request, decoding: Object.self)
  }

  /// Replaces an object; its resource version must be the one that was read.
  ///
  /// - Throws: `.conflict` when the object has changed since.
  public func replace(
    _ name: String, with object: Object, subresource: String? = nil, _ options: WriteOptions = WriteOptions()
  ) async throws(KubeError) -> Object {
    let request = try request(
      .put, name: name, subresource: subresource, query: options.query, contentType: "application/json",
      body: body(of: object), timeout: options.timeout)
    return try await client.perform(request, decoding: Object.self)
  }

  /// Changes an object by a patch.
  public func patch(
    _ name: String, _ patch: Patch, subresource: String? = nil, _ options: WriteOptions = WriteOptions()
  ) async throws(KubeError) -> Object {
    let request = try request(
      .patch, name: name, subresource: subresource, query: options.query, contentType: patch.contentType,
      body: patch.body, timeout: options.timeout)
    return try await client.perform(request, decoding: Object.self)
  }

  /// Declares the fields of an object that `fieldManager` owns (server-side apply). Fields that it owned before and
  /// that are missing now are removed. A missing object is created.
  ///
  /// - Parameter force: takes fields over from other managers instead of failing with `.conflict`.
  public func apply(
    _ name: String, _ object: JSONValue, fieldManager: String, force: Bool = false, subresource: String? = nil
  ) async throws(KubeError) -> Object {
    var options = WriteOptions(fieldManager: fieldManager)
    options.force = force
    return try await patch(name, .apply(object), subresource: subresource, options)
  }

  /// Deletes an object.
  ///
  /// - Throws: `.notFound` when there is none, `.conflict` when a precondition does not hold.
  public func delete(_ name: String, _ options: DeleteOptions = DeleteOptions()) async throws(KubeError) {
    _ = try await client.perform(
      request(.delete, name: name, contentType: "application/json", body: JSONWriter.write(options.body)))
  }

  private func body(of object: Object) throws(KubeError) -> [UInt8] {
    do {
      var tree = try JSONCoding.tree(object)
      tree["apiVersion"] = .string(resourceType.apiVersion)
      tree["kind"] = .string(resourceType.kind)
      return JSONWriter.write(tree)
    } catch {
      throw KubeError(.invalidRequest, message: "the object cannot be encoded: \(error)")
    }
  }
}
