package import KubeCore
import KubeRuntime
import Synchronization

/// Runs the tasks of one program one job at a time, in one order, on the thread that asks it to.
///
/// When nothing is left to run, the program is at rest: it waits for time to pass or for an answer, and for nothing
/// else.
package final class OneThread: TaskExecutor {
  /// Which of the jobs that can run is run next.
  package enum Order: Sendable {
    /// The one that has waited for the longest.
    case arrival
    /// One that a seed determines; every order that it can lead to is one that a real program can have.
    case seeded(SplitMix64)
  }

  private struct State {
    var order: Order
    var jobs: [UnownedJob] = []
    var first = 0

    mutating func take() -> UnownedJob? {
      guard first < jobs.count else { return nil }
      if case .seeded(var generator) = order {
        let choice = first + Int(generator.next() % UInt64(jobs.count - first))
        order = .seeded(generator)
        jobs.swapAt(first, choice)
      }
      let job = jobs[first]
      first += 1
      if first == jobs.count {
        jobs.removeAll(keepingCapacity: true)
        first = 0
      }
      return job
    }
  }

  private let state: Mutex<State>

  package init(order: Order = .arrival) { state = Mutex(State(order: order)) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  package var isIdle: Bool { state.withLock { $0.first == $0.jobs.count } }

  /// Runs one job to its next suspension.
  ///
  /// - Returns: whether there was one.
  package func runOne() -> Bool {
    guard let job = state.withLock({ $0.take() }) else { return false }
    job.runSynchronously(on: asUnownedTaskExecutor())
    return true
  }

  /// Starts a task whose children, and theirs, run here too.
  package func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    TaskPreference.$executor.withValue(self) { Task(executorPreference: self) { await body() } }
  }
}
