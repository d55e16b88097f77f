import CLocalProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The running processes, as the supervisor's thread sees them. Nothing else touches it.
struct ProcessTable {
  private let wakeUp: Int32
  private var processes: [ProcessID: RunningProcess] = [:]
  private var isClosing = false
  private var killAt: ContinuousClock.Instant?

  init(wakeUp: Int32) { self.wakeUp = wakeUp }

  /// Whether everything has ended after an order to shut down.
  var isDone: Bool { isClosing && processes.isEmpty }

  /// Waits until there is an order, output, an end, or until the grace period is over.
  func poll() {
    var descriptors = [pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)]
    for process in processes.values {
      descriptors.append(pollfd(fd: process.descriptor, events: Int16(POLLIN), revents: 0))
      // poll ignores negative descriptors.
      descriptors.append(pollfd(fd: process.output, events: Int16(POLLIN), revents: 0))
    }
    _ = poll_(&descriptors, nfds_t(descriptors.count), timeout)
    var count: UInt64 = 0
    _ = read(wakeUp, &count, 8)
  }

  private var timeout: Int32 {
    guard let killAt else { return -1 }
    let left = ContinuousClock.now.duration(to: killAt)
    guard left > .zero else { return 0 }
    let (seconds, attoseconds) = left.components
    return Int32(clamping: min(seconds, 3600) * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }

  mutating func perform(_ order: ProcessSupervisor.Order) {
    switch order {
    case .start(let id, let plan, let continuation, let onExit):
      continuation.resume(returning: start(id, plan, onExit))
    case .signal(let id, let number):
      processes[id]?.signal(number)
    case .shutDown(let grace):
      isClosing = true
      killAt = ContinuousClock.now + grace
      for process in processes.values { process.signal(SIGTERM) }
    }
  }

  private mutating func start(
    _ id: ProcessID, _ plan: ProcessPlan, _ onExit: @escaping ProcessSupervisor.ExitHandler
  ) -> Result<Void, LocalClusterError> {
    guard !isClosing else { return .failure(LocalClusterError(.stopped, "no more processes are started")) }
    do throws(LocalClusterError) {
      processes[id] = try RunningProcess(plan, onExit: onExit)
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// Takes output, and reaps what has ended.
  mutating func collect() {
    for id in Array(processes.keys) {
      processes[id]?.takeOutput()
      guard let exit = processes[id]?.reapIfEnded() else { continue }
      processes.removeValue(forKey: id)?.onExit(exit)
    }
    guard let deadline = killAt, ContinuousClock.now >= deadline else { return }
    killAt = nil
    for process in processes.values { process.signal(SIGKILL) }
  }
}

/// `poll`, which a method of the same name hides.
private func poll_(_ descriptors: UnsafeMutablePointer<pollfd>, _ count: nfds_t, _ timeout: Int32) -> Int32 {
  poll(descriptors, count, timeout)
}
