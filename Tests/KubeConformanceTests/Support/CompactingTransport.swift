import KubeClient
import Synchronization

/// Has something happen after the first answer.
final class CompactingTransport: KubeTransport {
  private let transport: any KubeTransport
  private let action: @Sendable () async throws(KubeError) -> Void
  private let isFirst = Mutex(true)

  init(_ transport: any KubeTransport, _ action: @escaping @Sendable () async throws(KubeError) -> Void) {
    self.transport = transport
    self.action = action
  }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let response = try await transport.send(request)
    let wasFirst = isFirst.withLock { isFirst in
      defer { isFirst = false }
      return isFirst
    }
    if wasFirst { try await action() }
    return response
  }
}
