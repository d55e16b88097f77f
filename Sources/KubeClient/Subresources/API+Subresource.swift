public import KubeCore

extension API {
  /// Reads a subresource of an object.
  ///
  /// - Throws: `.notServed` when the kind has no such subresource.
  public func get<Answer: Decodable & Sendable>(
    _ name: String, subresource: String, as type: Answer.Type
  ) async throws(KubeError) -> Answer {
    let request = try objectRequest(.get, name, subresource: subresource, timeout: client.deadlines.get)
    return try await client.perform(request, decoding: type)
  }

  /// Changes a subresource by a patch, and reads what comes of it.
  public func patch<Answer: Decodable & Sendable>(
    _ name: String, subresource: String, _ patch: Patch, _ options: WriteOptions = WriteOptions(),
    as type: Answer.Type
  ) async throws(KubeError) -> Answer {
    try await self.patch(name, patch, subresource: subresource, options, decoding: type)
  }

  /// Sends something to a subresource of an object, and reads the answer.
  ///
  /// - Parameter repetition: whether that may be sent again after a failure; default only when it was refused.
  public func post<Answer: Decodable & Sendable>(
    _ body: JSONValue, to name: String, subresource: String, _ options: WriteOptions = WriteOptions(),
    repetition: KubeRequest.Repetition = .ifRefused, as type: Answer.Type
  ) async throws(KubeError) -> Answer {
    let request = try objectRequest(
      .post, name, subresource: subresource, query: options.query(client), contentType: "application/json",
      body: JSONWriter.write(body), timeout: options.timeout ?? client.deadlines.write, repetition: repetition)
    return try await client.perform(request, decoding: type)
  }

  /// Replaces the status of an object, and nothing else of it; its resource version must be the one that was read.
  ///
  /// - Throws: `.conflict` when the object has changed since.
  public func replaceStatus(
    _ name: String, with object: Object, _ options: WriteOptions = WriteOptions()
  ) async throws(KubeError) -> Object {
    try await replace(name, with: object, subresource: "status", options)
  }
}
