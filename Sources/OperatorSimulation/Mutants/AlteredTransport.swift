import KubeClient
import KubeCore
import RolloutEngine

/// A way to the API server on which a mutant changes what is sent and what comes back.
struct AlteredTransport: KubeTransport {
  typealias Send = @Sendable (KubeRequest) async throws(KubeError) -> KubeResponse

  let alter: @Sendable (KubeRequest, Send) async throws(KubeError) -> KubeResponse
  let next: any KubeTransport

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    try await alter(request) { (request: KubeRequest) async throws(KubeError) in try await next.send(request) }
  }
}

extension Subject {
  /// An operator whose requests and answers are changed.
  init(
    _ name: String,
    altering alter: @escaping @Sendable (KubeRequest, AlteredTransport.Send) async throws(KubeError) -> KubeResponse
  ) {
    self.init(name)
    transport = { AlteredTransport(alter: alter, next: $0) }
  }

  /// An operator whose decisions are changed.
  init(_ name: String, deciding decide: @escaping @Sendable (RolloutInput) -> RolloutDecision) {
    self.init(name)
    self.decide = decide
  }
}

extension KubeRequest {
  var isWrite: Bool { method != .get }
  var isStatus: Bool { path.hasSuffix("/status") }
  var isWatch: Bool { query.contains { $0.name == "watch" } }

  /// The request with another body.
  func with(_ change: (inout JSONValue) -> Void) -> KubeRequest {
    guard let body, var tree = try? JSONParser.parse(body) else { return self }
    change(&tree)
    var request = self
    request.body = JSONWriter.write(tree)
    return request
  }
}
