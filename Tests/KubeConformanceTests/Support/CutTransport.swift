import KubeClient
import Synchronization

/// Loses the answers to the first requests, after the server has carried them out.
final class CutTransport: KubeTransport {
  private let transport: any KubeTransport
  private let remaining: Mutex<Int>

  init(_ transport: any KubeTransport, losing answers: Int) {
    self.transport = transport
    remaining = Mutex(answers)
  }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let response = try await transport.send(request)
    let isLost = remaining.withLock { remaining in
      remaining -= 1
      return remaining >= 0
    }
    guard isLost else { return response }
    _ = try await response.body.collect(upTo: 1 << 20)
    throw KubeError(.connectionLost, message: "the connection was cut")
  }
}
