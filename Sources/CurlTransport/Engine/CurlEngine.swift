import CCurl
import Synchronization

/// The mailbox between the tasks that use a client and the one thread that makes every call of libcurl.
///
/// The thread starts with the first transfer and ends with ``stop()``.
final class CurlEngine: Sendable {
  /// What the thread is asked to do.
  enum Command: Sendable {
    case start(Transfer)
    case resume(Transfer)
    case stop(Transfer)
    /// End the transfers without a timeout from then on.
    case retire(ContinuousClock.Instant)
  }

  private enum Phase {
    case idle, running, stopping, stopped
  }

  private struct State {
    var phase = Phase.idle
    var commands: [Command] = []
    /// The address of the multi handle while the thread may be waiting in it.
    var wakeable: UInt?
    var waiters: [CheckedContinuation<Void, Never>] = []

    mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
      defer { waiters = [] }
      return waiters
    }
  }

  let configuration: CurlConfiguration
  let handles = HandleCount()
  private let state = Mutex(State())

  init(configuration: CurlConfiguration) {
    self.configuration = configuration
  }

  /// Hands a command to the thread. A transfer that comes too late to start ends with an error.
  func submit(_ command: Command) {
    let (isAccepted, startsThread) = state.withLock { state in
      switch state.phase {
      case .stopping, .stopped: return (false, false)
      case .idle:
        // Nothing runs that could be ended: what starts later will.
        if case .retire = command {
          state.commands.append(command)
          return (true, false)
        }
      case .running: break
      }
      let isFirst = state.phase == .idle
      state.phase = .running
      state.commands.append(command)
      if state.commands.count == 1 { Self.wake(state) }
      return (true, isFirst)
    }
    if !isAccepted, case .start(let transfer) = command { transfer.finish(.shutdown(host: transfer.prepared.host)) }
    if startsThread, !startThread(named: "curl-transport", body: { self.run() }) {
      end(pending: CurlError(.other, "the thread of the HTTP client could not start"))
    }
  }

  /// Tells the thread to end, and every transfer with it. Returns at once.
  func stop() {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      switch state.phase {
      case .idle:
        state.phase = .stopped
        return state.takeWaiters()
      case .running:
        state.phase = .stopping
        Self.wake(state)
        return []
      case .stopping, .stopped: return []
      }
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Waits until the thread has ended, or was never started and never will be.
  func stopped() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.phase != .stopped { state.waiters.append(continuation) }
        return state.phase == .stopped
      }
      if isOver { continuation.resume() }
    }
  }

  /// Waking is safe from any thread, but only while the handle exists: hence under the lock.
  private static func wake(_ state: borrowing State) {
    if let address = state.wakeable { curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: address)) }
  }
}

// MARK: - The thread's side

extension CurlEngine {
  /// The thread's whole life.
  private func run() {
    guard let loop = TransferLoop(configuration: configuration, handles: handles) else {
      return end(pending: CurlError(.other, "libcurl could not be initialised"))
    }
    state.withLock { [address = loop.address] in $0.wakeable = address }
    while let commands = takeCommands() {
      for command in commands { loop.apply(command) }
      loop.turn()
    }
    state.withLock { $0.wakeable = nil }
    loop.close()
    end(pending: nil)
  }

  /// The commands since the last call; `nil` once the thread is to end.
  private func takeCommands() -> [Command]? {
    state.withLock { state in
      guard state.phase == .running else { return nil }
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// Ends for good: transfers that never started fail with the error, or because of the shutdown.
  private func end(pending error: CurlError?) {
    let (commands, waiters) = state.withLock { state in
      state.phase = .stopped
      defer { state.commands = [] }
      return (state.commands, state.takeWaiters())
    }
    for case .start(let transfer) in commands {
      transfer.finish(error ?? .shutdown(host: transfer.prepared.host))
    }
    for waiter in waiters { waiter.resume() }
  }
}

extension CurlError {
  static func shutdown(host: String) -> CurlError {
    CurlError(.shutdown, "the client was shut down", host: host)
  }
}
