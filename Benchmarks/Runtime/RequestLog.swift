import KubeClient
import Synchronization

/// Counts requests on their way.
final class RequestLog: KubeTransport {
  struct Counts: Sendable {
    var watches = 0
    var renewals = 0
    /// Everything else.
    var reads = 0
    var writes = 0
  }

  private let base: any KubeTransport
  private let state = Mutex(Counts())

  init(_ base: any KubeTransport) { self.base = base }

  func take() -> Counts {
    state.withLock { counts in
      defer { counts = Counts() }
      return counts
    }
  }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let isLease = request.path.hasPrefix("/apis/coordination.k8s.io/")
    let isWatch = request.query.contains { $0.name == "watch" && $0.value == "true" }
    state.withLock { counts in
      if isLease {
        counts.renewals += 1
      } else if isWatch {
        counts.watches += 1
      } else if request.method == .get {
        counts.reads += 1
      } else {
        counts.writes += 1
      }
    }
    return try await base.send(request)
  }
}
