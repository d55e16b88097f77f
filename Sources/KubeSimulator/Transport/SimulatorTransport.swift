public import KubeClient
public import KubeCore
import Synchronization

/// A way into a simulated cluster in the same process: a lock around the value, and bodies that are pulled.
public final class SimulatorTransport: KubeTransport, Sendable {
  /// Waits until a point of the injected clock; throws when the task is cancelled.
  public typealias SleepUntil = @Sendable (Timestamp) async throws -> Void

  private struct State {
    var cluster: SimulatedCluster
    var waiters = WatchWaiters()
  }

  private let state: Mutex<State>
  private let now: @Sendable () -> Timestamp
  private let sleepUntil: SleepUntil
  private let identity: UserInfo

  /// - Parameters:
  ///   - identity: who sends the requests that have no credentials of their own; default an administrator.
  ///   - now: the server's wall clock.
  ///   - sleepUntil: waits for a point of that clock; it ends watches whose time is over.
  public init(
    cluster: SimulatedCluster, identity: UserInfo = .admin, now: @escaping @Sendable () -> Timestamp, sleepUntil: @escaping SleepUntil
  ) {
    state = Mutex(State(cluster: cluster))
    self.now = now
    self.sleepUntil = sleepUntil
    self.identity = identity
  }

  public func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let answer = withCluster { $0.handle(request, as: identity, at: now()) }
    let body =
      switch answer.body {
      case .bytes(let bytes): KubeBody(bytes)
      case .watch(let cursor): body(of: cursor)
      }
    return KubeResponse(status: answer.status, headers: answer.headers, body: body)
  }

  /// Reads or changes the cluster, and wakes the watches when it has been written to.
  public func withCluster<Result: Sendable>(_ body: (inout SimulatedCluster) -> Result) -> Result {
    let (result, woken) = state.withLock { state in
      let before = state.cluster.revision
      let result = body(&state.cluster)
      return (result, state.cluster.revision == before ? [] : state.waiters.takeAll())
    }
    for waiter in woken { waiter.resume() }
    return result
  }

  private func body(of cursor: WatchCursor) -> KubeBody {
    let cursor = WatchPosition(cursor)
    return KubeBody { () async throws(KubeError) -> [UInt8]? in
      while true {
        switch self.read(cursor) {
        case .lines(let bytes): return bytes
        case .finished: return nil
        case .idle: try await self.wait(cursor)
        }
      }
    }
  }

  private func read(_ position: WatchPosition) -> WatchRead {
    withCluster { cluster in position.withCursor { cluster.read(&$0, at: now()) } }
  }

  /// Waits for a write or for the time at which the watch has something to say.
  private func wait(_ position: WatchPosition) async throws(KubeError) {
    let wake = position.withCursor { $0.nextWake }
    let seen = position.withCursor { $0.position }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.waitForWrite(after: seen) }
      group.addTask { try? await self.sleepUntil(wake) }
      await group.next()
      group.cancelAll()
    }
    if Task.isCancelled { throw KubeError(.cancelled, message: "the watch was cancelled") }
  }

  private func waitForWrite(after revision: Int64) async {
    let id = state.withLock { $0.waiters.makeID() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDue = state.withLock { state in
          guard state.cluster.revision <= revision else { return true }
          return !state.waiters.add(continuation, id)
        }
        if isDue { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.cancel(id) }?.resume()
    }
  }
}
