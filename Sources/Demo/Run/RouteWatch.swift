import KubeClient
import KubeCore
import KubeRuntime
import RolloutEngine
import SlipwayAPI
import Synchronization

/// Measures how long it takes from the sample, or the word of a person, that decides a rollback to the write that moves all
/// traffic, whether that is one of the Service or one of the HTTPRoute.
final class RouteWatch: Sendable {
  private struct State {
    var sampled: MonotonicInstant?
    var decided: MonotonicInstant?
    var target = ""
    var routed: MonotonicInstant?
  }

  private let state = Mutex(State())
  private let time: TimeSource

  init(time: TimeSource) { self.time = time }

  /// From the sample, or the word, to the answer to the write; `nil` while there has been no rollback.
  var length: Duration? { state.withLock { state in state.decided.flatMap { begin in state.routed.map { $0 - begin } } } }

  /// Samples have arrived.
  func noteSample() { state.withLock { $0.sampled = time.now() } }

  /// Looks at a decision before it is carried out.
  func note(_ input: RolloutInput, _ decision: RolloutDecision) {
    let isSample = input.reports.contains { $0.verdict == .rollBack }
    let isWord = input.requests.contains { $0.verb == .rollBack || $0.verb == .abort }
    guard isSample || isWord, decision.status.rollback != nil, let target = decision.status.stable?.revision else { return }
    state.withLock { state in
      guard state.decided == nil else { return }
      state.decided = isWord ? time.now() : state.sampled ?? time.now()
      state.target = target
    }
  }

  fileprivate func noteRoute(to revision: String) {
    state.withLock { state in
      guard state.decided != nil, state.routed == nil, state.target == revision else { return }
      state.routed = time.now()
    }
  }

  /// A way to the cluster on which the writes of the Service and of the route of this name are seen.
  func watching(_ transport: some KubeTransport, model: String) -> some KubeTransport {
    WatchedTransport(base: transport, watch: self, model: model)
  }
}

private struct WatchedTransport<Base: KubeTransport>: KubeTransport {
  let base: Base
  let watch: RouteWatch
  let model: String

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let response = try await base.send(request)
    if request.method == .patch, (200..<300).contains(response.status),
      let body = request.body.flatMap({ try? JSONParser.parse($0) }), let revision = target(of: request.path, body)
    {
      watch.noteRoute(to: revision)
    }
    return response
  }

  /// The revision that a write gives all traffic; `nil` for one that does not.
  private func target(of path: String, _ body: JSONValue) -> String? {
    if path.hasSuffix("/services/" + model) { return body["spec"]?["selector"]?["slipway.dev/revision"]?.string }
    guard path.hasSuffix("/httproutes/" + model) else { return nil }
    let backends = (body["spec"]?["rules"]?.elements ?? []).flatMap { $0["backendRefs"]?.elements ?? [] }
    let names = Set(backends.filter { $0["weight"]?.integer ?? 1 > 0 }.compactMap { $0["name"]?.string })
    guard let name = names.first, names.count == 1, name.hasPrefix(model + "-") else { return nil }
    return String(name.dropFirst(model.count + 1))
  }
}
