public import KubeCore

extension API {
  /// Creates an object.
  ///
  /// An API of all namespaces creates it in the namespace that its metadata names.
  ///
  /// - Throws: `.alreadyExists` when an object of that name is there.
  public func create(_ object: Object, _ options: WriteOptions = WriteOptions()) async throws(KubeError) -> Object {
    let tree = try tree(of: object)
    let metadata = tree["metadata"]
    guard !resourceType.isNamespaced || namespace != nil || metadata?["namespace"]?.string != nil else {
      throw KubeError(
        .invalidRequest, message: "the new object lies in a namespace, and neither it nor the call names one")
    }
    let hasFixedName = metadata?["name"]?.string?.isEmpty == false
    let request = try collectionRequest(
      .post, namespace: resourceType.isNamespaced ? namespace ?? metadata?["namespace"]?.string : nil,
      query: options.query(client), contentType: "application/json", body: JSONWriter.write(tree),
      answersList: false, timeout: options.timeout ?? client.deadlines.write,
      repetition: options.repeatsCreation && hasFixedName ? .safe : .ifRefused)
    return try await client.perform(request, decoding: Object.self)
  }

  /// Replaces an object; its resource version must be the one that was read.
  ///
  /// Fields that `Object` does not know are lost: ``edit(_:subresource:_:attempts:change:)`` keeps them.
  ///
  /// - Throws: `.conflict` when the object has changed since.
  public func replace(
    _ name: String, with object: Object, subresource: String? = nil, _ options: WriteOptions = WriteOptions()
  ) async throws(KubeError) -> Object {
    let tree = try tree(of: object)
    let namesVersion = tree["metadata"]?["resourceVersion"]?.string?.isEmpty == false
    let request = try objectRequest(
      .put, name, subresource: subresource, query: options.query(client), contentType: "application/json",
      body: JSONWriter.write(tree), timeout: options.timeout ?? client.deadlines.write,
      repetition: namesVersion ? .safe : .ifRefused)
    return try await client.perform(request, decoding: Object.self)
  }

  /// Changes an object by a patch.
  public func patch(
    _ name: String, _ patch: Patch, subresource: String? = nil, _ options: WriteOptions = WriteOptions()
  ) async throws(KubeError) -> Object {
    try await self.patch(name, patch, subresource: subresource, options, decoding: Object.self)
  }

  /// Declares the fields of an object that `fieldManager` owns (server-side apply). Fields that it owned before and
  /// that are missing now are removed. A missing object is created.
  ///
  /// - Parameters:
  ///   - object: the fields; `apiVersion`, `kind` and the name are filled in.
  ///   - force: takes fields over from other managers instead of failing with `.conflict`.
  public func apply(
    _ name: String, _ object: JSONValue, fieldManager: String, force: Bool = false, subresource: String? = nil
  ) async throws(KubeError) -> Object {
    var options = WriteOptions(fieldManager: fieldManager)
    options.force = force
    return try await apply(name, object, subresource: subresource, options)
  }

  /// Declares the fields of an object that the manager of the options, or else of the client, owns.
  ///
  /// - Throws: `.invalidRequest` when nobody names a field manager, `.conflict` with ``KubeError/fieldConflicts`` when
  ///   others own some of the fields.
  public func apply(
    _ name: String, _ object: JSONValue, subresource: String? = nil, _ options: WriteOptions
  ) async throws(KubeError) -> Object {
    guard options.fieldManager ?? client.fieldManager != nil else {
      throw KubeError(.invalidRequest, message: "apply needs the name of a field manager")
    }
    var object = object
    object["apiVersion"] = object["apiVersion"] ?? .string(resourceType.apiVersion)
    object["kind"] = object["kind"] ?? .string(resourceType.kind)
    if object["metadata"]?["name"] == nil { object[["metadata", "name"]] = .string(name) }
    return try await patch(name, .apply(object), subresource: subresource, options)
  }

  func patch<Answer: Decodable>(
    _ name: String, _ patch: Patch, subresource: String?, _ options: WriteOptions, decoding type: Answer.Type
  ) async throws(KubeError) -> Answer {
    let request = try objectRequest(
      .patch, name, subresource: subresource, query: options.query(client), contentType: patch.contentType,
      body: patch.body, timeout: options.timeout ?? client.deadlines.write,
      repetition: patch.isRepeatable ? .safe : .ifRefused)
    return try await client.perform(request, decoding: type)
  }

  /// The object as it is sent: with the `apiVersion` and `kind` of this API.
  private func tree(of object: Object) throws(KubeError) -> JSONValue {
    guard form == .object else {
      throw KubeError(.invalidRequest, message: "metadata alone cannot be created or put in an object's place")
    }
    do {
      var tree = try (object as? DynamicObject)?.content ?? JSONCoding.tree(object)
      tree["apiVersion"] = .string(resourceType.apiVersion)
      tree["kind"] = .string(resourceType.kind)
      return tree
    } catch {
      throw KubeError(.invalidRequest, message: "the object cannot be encoded: \(error)")
    }
  }
}
