import KubeClient
import KubeCore
import KubeRuntime
import RolloutEngine
import SlipwayAPI
import Synchronization

/// Measures how long it takes from the sample, or the word of a person, that decides a rollback to the write that moves the
/// traffic.
final class RouteWatch: Sendable {
  private struct State {
    var decided: MonotonicInstant?
    var target = ""
    var routed: MonotonicInstant?
  }

  private let state = Mutex(State())
  private let time: TimeSource

  init(time: TimeSource) { self.time = time }

  /// From the decision to the answer to the write; `nil` while there has been no rollback.
  var length: Duration? { state.withLock { state in state.decided.flatMap { begin in state.routed.map { $0 - begin } } } }

  /// Looks at a decision before it is carried out.
  func note(_ input: RolloutInput, _ decision: RolloutDecision) {
    let isSample = input.reports.contains { $0.verdict == .rollBack }
    let isWord = input.requests.contains { $0.verb == .rollBack || $0.verb == .abort }
    guard isSample || isWord, decision.status.rollback != nil, let target = decision.status.stable?.revision else { return }
    state.withLock { state in
      if state.decided == nil { (state.decided, state.target) = (time.now(), target) }
    }
  }

  fileprivate func noteRoute(to revision: String) {
    state.withLock { state in
      guard state.decided != nil, state.routed == nil, state.target == revision else { return }
      state.routed = time.now()
    }
  }

  /// A way to the cluster on which the writes of the Service of this name are seen.
  func watching(_ transport: some KubeTransport, service: String) -> some KubeTransport {
    WatchedTransport(base: transport, watch: self, path: "/services/" + service)
  }
}

private struct WatchedTransport<Base: KubeTransport>: KubeTransport {
  let base: Base
  let watch: RouteWatch
  let path: String

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let response = try await base.send(request)
    if request.method == .patch, request.path.hasSuffix(path), (200..<300).contains(response.status),
      let body = request.body.flatMap({ try? JSONParser.parse($0) }),
      let revision = body["spec"]?["selector"]?["slipway.dev/revision"]?.string
    {
      watch.noteRoute(to: revision)
    }
    return response
  }
}
