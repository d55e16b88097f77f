public import KubeCore

/// Sends requests to one API server and turns refusals into errors.
///
/// The typed operations are on ``API``, made by `api(_:namespace:)`.
public struct KubeClient: Sendable {
  public var transport: any KubeTransport
  /// The largest answer that is read into memory, in bytes; default 256 MiB.
  public var answerLimit: Int
  /// Which failed requests are sent once more; default none.
  public var retries: RetryPolicy
  public var deadlines = CallDeadlines()
  /// The name under which the server keeps account of the fields that are written, where a call does not name another.
  /// Without any, servers use the start of the user agent.
  public var fieldManager: String?
  /// Hears what the server warns of; called before the answer is decoded, on the task that makes the call.
  public var onWarning: (@Sendable (ServerWarning, KubeRequest) -> Void)?
  public var time = ClientTime.live

  public init(transport: any KubeTransport, answerLimit: Int = 256 << 20, retries: RetryPolicy = .none) {
    self.transport = transport
    self.answerLimit = answerLimit
    self.retries = retries
  }

  /// The operations on one kind of object.
  ///
  /// - Parameter namespace: `nil` for all namespaces, or for a cluster-scoped kind.
  public func api<Object: KubeResource>(_ type: Object.Type, namespace: String? = nil) -> API<Object> {
    API(client: self, resourceType: Object.resourceType, namespace: namespace)
  }

  /// The operations on one kind of object that is not known at compile time.
  public func api(_ type: ResourceType, namespace: String? = nil) -> API<DynamicObject> {
    API(client: self, resourceType: type, namespace: namespace)
  }

  /// Sends a request and reads the whole answer.
  ///
  /// - Throws: the error that a status of 400 or more stands for, or why there was no answer.
  public func perform(_ request: KubeRequest) async throws(KubeError) -> [UInt8] {
    try await perform(request) { body async throws(KubeError) in try await body.collect(upTo: answerLimit) }
  }

  /// Sends a request and reads its answer while it is still arriving; from the start, when it is sent once more.
  func perform<Value>(
    _ request: KubeRequest, reading read: (KubeBody) async throws(KubeError) -> Value
  ) async throws(KubeError) -> Value {
    try await attempt(request) { request throws(KubeError) in
      let body = try await send(request).body
      return try await reading(request) { () async throws(KubeError) in try await read(body) }
    }
  }

  /// Sends a request and returns its answer while the body is still arriving.
  ///
  /// - Throws: the error that a status of 400 or more stands for, or why there was no answer.
  public func open(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    try await attempt(request) { request throws(KubeError) in try await send(request) }
  }

  /// Sends a request and decodes the answer.
  func perform<Value: Decodable>(
    _ request: KubeRequest, decoding type: Value.Type
  ) async throws(KubeError) -> Value {
    let bytes = try await perform(request)
    return try await reading(request) { () throws(KubeError) in try AnswerDecoding.decode(type, from: bytes) }
  }

  /// Sends a request once.
  private func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    do throws(KubeError) {
      let response = try await transport.send(request)
      surfaceWarnings(of: response, to: request)
      guard response.status >= 400 else { return response }
      let body = try await response.body.collect(upTo: 1 << 20)
      let error = KubeError(
        httpStatus: response.status, body: body, retryAfterHeader: response.header("Retry-After"),
        request: request.name)
      throw request.writesSecrets ? error.redacted() : error
    } catch {
      throw error.completed(for: request)
    }
  }

  /// Reads an answer whose head has said that all is well: what fails now does not undo a write.
  private func reading<Value>(
    _ request: KubeRequest, _ read: () async throws(KubeError) -> Value
  ) async throws(KubeError) -> Value {
    do throws(KubeError) {
      return try await read()
    } catch {
      var error = error
      error.outcome = .carriedOut
      throw error.completed(for: request)
    }
  }

  private func surfaceWarnings(of response: KubeResponse, to request: KubeRequest) {
    guard let onWarning else { return }
    for field in response.headers where field.name.lowercased() == "warning" {
      for warning in ServerWarning.parse(field.value) { onWarning(warning, request) }
    }
  }
}
