public import KubeClient

/// A transport that sends writes only while a fence permits them. Reads and watches always go through.
public struct FencedTransport: KubeTransport {
  private let base: any KubeTransport
  private let fence: WriteFence?

  /// - Parameter fence: for all writes; `nil` leaves it to the fence of each task.
  public init(_ base: any KubeTransport, fence: WriteFence? = nil) {
    self.base = base
    self.fence = fence
  }

  /// - Throws: `.fenced` for a write that the fence, or the one of the task, does not permit; it was not sent.
  public func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    guard request.method != .get else { return try await base.send(request) }
    var request = request
    for fence in [fence, WriteFence.current].compactMap({ $0 }) {
      guard let permit = fence.permit else { throw KubeError(.fenced, message: "not sent: \(fence.refusal)") }
      guard let remaining = permit.remaining else { continue }
      request.timeout = min(request.timeout ?? remaining, remaining)
    }
    return try await base.send(request)
  }
}
