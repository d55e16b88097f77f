import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTestSupport
import Synchronization

/// A simulated cluster that knows at every moment what its clients are doing: the test can wait until nothing is under
/// way, look at each change as it happens, and make requests fail.
final class ClusterHost: Sendable {
  /// One request that was to change something.
  struct Write: Sendable, Hashable, CustomStringConvertible {
    var session: Int
    var method: String
    var path: String
    var status: Int
    /// Whether the cluster is another one after it.
    var changed: Bool

    var description: String { "\(session): \(method) \(path) -> \(status)\(changed ? "" : " (no change)")" }
  }

  private enum Watch: Sendable {
    /// A client works on what it has read, or is about to ask for more.
    case busy
    case waiting(CheckedContinuation<Void, Never>, wake: Timestamp)
  }

  private struct State {
    var cluster: SimulatedCluster
    var observer: ClusterObserver
    var cursors: [Int: WatchCursor] = [:]
    var watches: [Int: Watch] = [:]
    var sessions: [Int: Set<Int>] = [:]
    var faults: [Int: Fault] = [:]
    var writes: [Write] = []
    var lastID = 0

    /// Has the observer look at what has changed, and takes the watches that can now go on.
    mutating func takeWoken(now: Timestamp, since revision: Int64) -> [CheckedContinuation<Void, Never>] {
      let hasChanged = cluster.revision != revision
      if hasChanged { observer.observe(cluster, at: now) }
      var woken: [CheckedContinuation<Void, Never>] = []
      for (id, watch) in watches {
        guard case .waiting(let continuation, let wake) = watch, hasChanged || wake <= now else { continue }
        watches[id] = .busy
        woken.append(continuation)
      }
      return woken
    }
  }

  private let state: Mutex<State>
  private let now: @Sendable () -> Timestamp

  init(seed: UInt64, time: ManualTime) {
    let now: @Sendable () -> Timestamp = { time.source.wall() }
    var cluster = SimulatedCluster(seed: seed, start: now())
    Manifest.prepare(&cluster, at: now())
    state = Mutex(State(cluster: cluster, observer: ClusterObserver(&cluster, at: now())))
    self.now = now
  }

  // MARK: The test's side

  /// Changes the cluster, as another of its clients would.
  func edit<Result: Sendable>(_ body: (inout SimulatedCluster, Timestamp) -> Result) -> Result {
    let (result, woken) = state.withLock { state in
      let before = state.cluster.revision
      let result = body(&state.cluster, now())
      return (result, state.takeWoken(now: now(), since: before))
    }
    for continuation in woken { continuation.resume() }
    return result
  }

  /// Wakes the watches for which it is time.
  func tick() { edit { cluster, now in cluster.settle(at: now) } }

  var observer: ClusterObserver { state.withLock { $0.observer } }

  /// The writes of all operators so far, but for events.
  var writes: [Write] { state.withLock { $0.writes } }

  func setFault(_ fault: Fault?, session: Int) { state.withLock { $0.faults[session] = fault } }

  func fault(session: Int) -> Fault? { state.withLock { $0.faults[session] } }

  /// How many watches of a client wait for something to happen; `nil` while one of them has something to do.
  func idleWatches(session: Int) -> Int? {
    state.withLock { state in
      let watches = (state.sessions[session] ?? []).compactMap { state.watches[$0] }
      let idle = watches.count { if case .waiting = $0 { true } else { false } }
      return idle == watches.count ? idle : nil
    }
  }
}

// MARK: - The client's side

extension ClusterHost {
  func send(_ request: KubeRequest, session: Int) throws(KubeError) -> KubeResponse {
    let isWrite = request.method != .get && !request.path.contains("/events")
    let (result, woken) = state.withLock { state -> (Result<SimulatorAnswer, KubeError>, [CheckedContinuation<Void, Never>]) in
      let before = state.cluster.revision
      let verdict = state.faults[session]?.strike(request, isWrite: isWrite) ?? .pass
      if case .refuse(let error) = verdict { return (.failure(error), []) }
      if case .answer(let answer) = verdict { return (.success(answer), []) }
      let answer = state.cluster.handle(request, at: now())
      if isWrite {
        state.writes.append(
          Write(
            session: session, method: request.method.rawValue, path: request.path, status: answer.status,
            changed: state.cluster.revision != before))
      }
      let woken = state.takeWoken(now: now(), since: before)
      if case .loseAnswer(let error) = verdict { return (.failure(error), woken) }
      return (.success(answer), woken)
    }
    for continuation in woken { continuation.resume() }
    let answer = try result.get()
    let body =
      switch answer.body {
      case .bytes(let bytes): KubeBody(bytes)
      case .watch(let cursor): body(of: cursor, session: session)
      }
    return KubeResponse(status: answer.status, headers: answer.headers, body: body)
  }

  private func body(of cursor: WatchCursor, session: Int) -> KubeBody {
    let id = state.withLock { state in
      state.lastID += 1
      state.cursors[state.lastID] = cursor
      state.watches[state.lastID] = .busy
      state.sessions[session, default: []].insert(state.lastID)
      return state.lastID
    }
    return KubeBody { () async throws(KubeError) -> [UInt8]? in
      while true {
        if Task.isCancelled {
          self.close(id, session)
          throw KubeError(.cancelled, message: "the watch was cancelled")
        }
        if let answer = await self.read(id) {
          if answer == nil { self.close(id, session) }
          return answer
        }
      }
    }
  }

  /// - Returns: `nil` when there was nothing to read and may be now; `.some(nil)` at the end of the watch.
  private func read(_ id: Int) async -> [UInt8]?? {
    var answer: [UInt8]?? = nil
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDone = state.withLock { state -> Bool in
          guard !Task.isCancelled, var cursor = state.cursors[id] else { return true }
          defer { state.cursors[id] = cursor }
          switch state.cluster.read(&cursor, at: now()) {
          case .lines(let bytes): answer = .some(bytes)
          case .finished: answer = .some(nil)
          case .idle:
            state.watches[id] = .waiting(continuation, wake: cursor.nextWake)
            return false
          }
          return true
        }
        if isDone { continuation.resume() }
      }
    } onCancel: {
      let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard case .waiting(let continuation, _) = state.watches[id] else { return nil }
        state.watches[id] = .busy
        return continuation
      }
      waiting?.resume()
    }
    return answer
  }

  private func close(_ id: Int, _ session: Int) {
    state.withLock { state in
      state.cursors[id] = nil
      state.watches[id] = nil
      state.sessions[session]?.remove(id)
    }
  }
}

/// One client's way into the cluster.
struct SessionTransport: KubeTransport {
  let host: ClusterHost
  let session: Int

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    try host.send(request, session: session)
  }
}
