import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import Synchronization

/// One process's way into the world, on which its requests go wrong as the plan says.
struct SessionTransport: KubeTransport {
  let host: WorldHost
  let session: Int
  let time: TimeSource

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let verdict = host.answer(request, session: session)
    if let delay = verdict.delay {
      let limit = request.timeout ?? delay
      do {
        try await time.sleep(for: min(delay, limit))
      } catch {
        throw KubeError(.cancelled, message: "the request was cancelled")
      }
      if delay >= limit, request.timeout != nil { throw KubeError(.timeout, message: "no answer within \(limit)") }
      if host.hasEnded(session) { throw .broken }
    }
    let answer = try verdict.result.get()
    let body =
      switch answer.body {
      case .bytes(let bytes): KubeBody(bytes)
      case .watch(let cursor): host.open(cursor, session: session, idleTimeout: request.idleTimeout ?? .seconds(3600))
      }
    return KubeResponse(status: answer.status, headers: answer.headers, body: body)
  }
}

extension WorldHost {
  /// What becomes of one request.
  struct Verdict: Sendable {
    var result: Result<SimulatorAnswer, KubeError>
    /// How long the client waits for it.
    var delay: Duration?

    init(_ result: Result<SimulatorAnswer, KubeError>, after delay: Duration? = nil) {
      (self.result, self.delay) = (result, delay)
    }
  }

  /// Lets a request arrive, or not.
  func answer(_ request: KubeRequest, session: Int) -> Verdict {
    let (verdict, woken) = state.withLock { state in
      let before = state.world.cluster.revision
      let verdict = state.answer(request, session: session)
      return (verdict, state.takeWoken(since: before) + state.takeEnded(session))
    }
    for continuation in woken { continuation.resume() }
    return verdict
  }

  /// The body of a watch.
  func open(_ cursor: WatchCursor, session: Int, idleTimeout: Duration) -> KubeBody {
    let id = state.withLock { state in
      state.lastWatch += 1
      state.watches[state.lastWatch] = OpenWatch(
        session: session, cursor: cursor, idleTimeout: idleTimeout, lastWord: state.world.elapsed)
      return state.lastWatch
    }
    let hold = WatchHold { self.close(id) }
    return KubeBody { () async throws(KubeError) -> [UInt8]? in
      while true {
        guard !Task.isCancelled else {
          self.close(id)
          throw KubeError(.cancelled, message: "the watch was cancelled")
        }
        switch self.state.withLock({ $0.pull(id) }) {
        case .lines(let lines): return lines
        case .end:
          self.close(id)
          return nil
        case .failure(let error):
          self.close(id)
          throw error
        case .wait: await self.wait(id)
        }
        _ = hold
      }
    }
  }

  private func close(_ id: Int) { state.withLock { $0.watches[id] = nil } }

  /// Waits until a watch can have something to say.
  private func wait(_ id: Int) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state in
          // The flag is set before the handler runs: a cancellation is seen here, or the handler finds the waiter.
          guard !Task.isCancelled, state.watches[id]?.failure == nil else { return false }
          state.watches[id]?.waiter = continuation
          return true
        }
        if !mustWait { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        let waiter = state.watches[id]?.waiter
        state.watches[id]?.waiter = nil
        return waiter
      }
      waiter?.resume()
    }
  }
}
