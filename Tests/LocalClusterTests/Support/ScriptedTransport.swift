import KubeClient
import Synchronization

/// An API server that a closure plays; it remembers what it was asked.
final class ScriptedTransport: KubeTransport {
  typealias Answer = @Sendable (KubeRequest) async throws(KubeError) -> KubeResponse

  private let answer: Answer
  private let received = Mutex<[KubeRequest]>([])

  init(answer: @escaping Answer) { self.answer = answer }

  var requests: [KubeRequest] { received.withLock { $0 } }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    received.withLock { $0.append(request) }
    return try await answer(request)
  }
}

extension KubeResponse {
  static func json(_ text: String, status: Int = 200) -> KubeResponse {
    KubeResponse(
      status: status, headers: [KubeRequest.Field("Content-Type", "application/json")],
      body: KubeBody(Array(text.utf8)))
  }
}
