import CLocalProcess
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Starts processes, collects their output, and learns of their end: all on one thread, however many there are.
///
/// That thread also is the parent whose end kills its children: the kernel sends them SIGKILL when the thread goes,
/// which is when ``shutDown(grace:)`` has ended them already, or when this program dies in whatever way, SIGKILL
/// included. A child's own children are killed with it in the first case; in the second they stay unless they arrange
/// for the same, so a container's command should `exec` rather than wrap.
final class ProcessSupervisor: Sendable {
  typealias ExitHandler = @Sendable (ProcessExit) -> Void

  enum Order: Sendable {
    case start(
      ProcessID, ProcessPlan, started: CheckedContinuation<Result<Void, LocalClusterError>, Never>, ExitHandler)
    case signal(ProcessID, Int32)
    case shutDown(grace: Duration)
  }

  private struct State {
    var orders: [Order] = []
    var lastNumber: UInt64 = 0
    /// Set with the thread's last look at the orders: what comes later is refused.
    var isClosed = false
  }

  private let state = Mutex(State())
  private let wakeUp: Int32
  private let ended = Arrival<Void>()

  /// Starts the thread.
  ///
  /// - Throws: `.processNotStarted` when the system has no more threads or descriptors.
  init() throws(LocalClusterError) {
    wakeUp = clp_open_event()
    guard wakeUp >= 0 else { throw LocalClusterError(.processNotStarted, "no event descriptor") }
    guard SupervisorThread.start({ [self] in runThread() }) else {
      close(wakeUp)
      throw LocalClusterError(.processNotStarted, "no thread to start processes on")
    }
  }

  /// Starts a process in a process group of its own.
  ///
  /// - Parameter onExit: called once on the supervisor's thread when the process has ended; it must not block.
  /// - Throws: `.processNotStarted`, `.fileNotWritten`, or `.stopped`.
  func start(_ plan: ProcessPlan, onExit: @escaping ExitHandler) async throws(LocalClusterError) -> ProcessID {
    let id = state.withLock { state in
      state.lastNumber += 1
      return ProcessID(number: state.lastNumber)
    }
    let outcome = await withCheckedContinuation { continuation in
      guard !give(.start(id, plan, started: continuation, onExit)) else { return }
      continuation.resume(returning: .failure(LocalClusterError(.stopped, "no more processes are started")))
    }
    try outcome.get()
    return id
  }

  /// Sends a signal to the group of a process; to one that has ended, nothing.
  func signal(_ id: ProcessID, _ number: Int32) { _ = give(.signal(id, number)) }

  /// Ends every process: SIGTERM at once, SIGKILL to what is left after the grace period. Returns when none is left,
  /// also in a cancelled task.
  func shutDown(grace: Duration) async {
    _ = give(.shutDown(grace: grace))
    await ended.settled()
  }

  /// - Returns: whether the thread will see the order.
  private func give(_ order: Order) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      state.orders.append(order)
      // Under the lock, because the descriptor is closed once no more orders are taken. It never blocks.
      var one: UInt64 = 1
      _ = write(wakeUp, &one, 8)
      return true
    }
  }

  private func runThread() {
    var table = ProcessTable(wakeUp: wakeUp)
    while !table.isDone {
      table.poll()
      for order in takeOrders(closing: false) { table.perform(order) }
      table.collect()
    }
    for order in takeOrders(closing: true) {
      guard case .start(_, _, let continuation, _) = order else { continue }
      continuation.resume(returning: .failure(LocalClusterError(.stopped, "no more processes are started")))
    }
    close(wakeUp)
    ended.settle(.success(()))
  }

  private func takeOrders(closing: Bool) -> [Order] {
    state.withLock { state in
      if closing { state.isClosed = true }
      defer { state.orders.removeAll() }
      return state.orders
    }
  }
}
