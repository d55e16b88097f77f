import Synchronization

/// Credentials from an exec plugin, which runs when there is none yet, when the last one ends, and when the server
/// has refused it; once, however many calls wait for it.
final class ExecCredentialSource: CredentialSource {
  typealias Turn = ExecCredentialTurn
  typealias State = ExecCredentialState<CheckedContinuation<Turn, Never>>

  private let clock: ConnectionClock
  private let observer: ConnectionObserver
  private let runPlugin: @Sendable () async throws(ConnectionError) -> ExecCredential
  private let state = Mutex(State())
  private let lastID = Atomic<UInt64>(0)

  init(
    clock: ConnectionClock, observer: @escaping ConnectionObserver,
    run: @escaping @Sendable () async throws(ConnectionError) -> ExecCredential
  ) {
    self.clock = clock
    self.observer = observer
    runPlugin = run
  }

  func current() async throws(ConnectionError) -> CallCredential { try await obtain(rejected: nil) }

  func refresh(_ rejected: CallCredential) async throws(ConnectionError) -> CallCredential {
    try await obtain(rejected: rejected.serial)
  }

  private func obtain(rejected: UInt64?) async throws(ConnectionError) -> CallCredential {
    switch await wait(rejected: rejected) {
    case .use(let credential): return credential
    case .fail(let error): throw error
    case .run: return try await run()
    }
  }

  private func wait(rejected: UInt64?) async -> Turn {
    let id = lastID.add(1, ordering: .relaxed).newValue
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let turn = state.withLock { state -> Turn? in
          // Cancelled before it could wait: nobody would wake it.
          guard !Task.isCancelled else { return .fail(.cancelled) }
          return state.ask(continuation, id: id, at: clock.wall(), rejected: rejected)
        }
        if let turn { continuation.resume(returning: turn) }
      }
    } onCancel: {
      state.withLock { $0.abandon(id: id) }?.resume(returning: .fail(.cancelled))
    }
  }

  private func run() async throws(ConnectionError) -> CallCredential {
    let result: Result<ExecCredential, ConnectionError>
    do throws(ConnectionError) {
      result = .success(try await runPlugin())
    } catch {
      result = .failure(error)
    }
    let outcome = state.withLock { $0.finish(result, at: clock.wall()) }
    for (waiter, turn) in outcome.wakes { waiter.resume(returning: turn) }
    switch (outcome.turn, result) {
    case (.use(let credential), .failure(let error)):
      observer(ConnectionNotice(.credentialKept, "an older credential is used on: \(error)"))
      return credential
    case (.use(let credential), .success): return credential
    case (.fail(let error), _), (.run, .failure(let error)): throw error
    case (.run, .success): throw .cancelled
    }
  }
}

extension ConnectionError {
  static let cancelled = ConnectionError(.cancelled, "the call was cancelled while it waited for its credentials")
}
