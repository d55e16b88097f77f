public import KubeCore

/// Sends requests to one API server and turns refusals into errors.
///
/// The typed operations are on ``API``, made by ``api(_:namespace:)``.
public struct KubeClient: Sendable {
  public var transport: any KubeTransport
  /// The largest answer that is read into memory, in bytes.
  public var answerLimit: Int

  public init(transport: any KubeTransport, answerLimit: Int = 256 << 20) {
    self.transport = transport
    self.answerLimit = answerLimit
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
    try await open(request).body.collect(upTo: answerLimit)
  }

  /// Sends a request and returns its answer while the body is still arriving.
  ///
  /// - Throws: the error that a status of 400 or more stands for, or why there was no answer.
  public func open(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let name = "\(request.method.rawValue) \(request.path)"
    let response: KubeResponse
    do throws(KubeError) {
      response = try await transport.send(request)
    } catch {
      var error = error
      error.request = error.request ?? name
      throw error
    }
    guard response.status >= 400 else { return response }
    let body = try await response.body.collect(upTo: 1 << 20)
    throw KubeError(
      httpStatus: response.status, body: body, retryAfterHeader: response.header("Retry-After"), request: name)
  }

  /// Sends a request and decodes the answer.
  func perform<Value: Decodable>(
    _ request: KubeRequest, decoding type: Value.Type
  ) async throws(KubeError) -> Value {
    let bytes = try await perform(request)
    do {
      return try JSONCoding.decode(type, from: bytes)
    } catch {
      throw KubeError(
        .undecodableAnswer, message: "the answer is not a \(type): \(error)",
        request: "\(request.method.rawValue) \(request.path)")
    }
  }
}
