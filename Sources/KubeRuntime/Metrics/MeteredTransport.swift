public import KubeClient
import Synchronization

/// A transport that counts what is sent and how it is answered.
public final class MeteredTransport: KubeTransport {
  private let base: any KubeTransport
  private let time: TimeSource
  private let state = Mutex(RequestMetrics())

  public init(_ base: any KubeTransport, time: TimeSource = .live) {
    self.base = base
    self.time = time
  }

  public var metrics: RequestMetrics { state.withLock { $0 } }

  public func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let start = time.now()
    do throws(KubeError) {
      let response = try await base.send(request)
      note(request, String(response.status), since: start)
      return response
    } catch {
      note(request, "<error>", since: start)
      throw error
    }
  }

  private func note(_ request: KubeRequest, _ code: String, since start: MonotonicInstant) {
    let (duration, method) = (time.now() - start, request.method.rawValue)
    let isWatch = request.query.contains { $0.name == "watch" && $0.value == "true" }
    state.withLock { metrics in
      metrics.answers[RequestMetrics.Answer(code: code, method: method), default: 0] += 1
      if !isWatch { metrics.durations[method, default: DurationHistogram()].record(duration) }
    }
  }
}
