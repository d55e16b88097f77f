import KubeClient
import KubeCore
import KubeTestSupport
import Synchronization
import Testing

@testable import KubeRuntime

/// The mistakes that runtimes like this one make, each provoked; `Pitfalls.md` has the whole list.
@Suite("A pitfall", .timeLimit(.minutes(1)))
struct PitfallTests {
  private let stage = Stage()

  private func controller(
    workers: Int, _ store: Store<Widget>, reconcile: @escaping @Sendable (ObjectKey) async -> ReconcileOutcome
  ) -> Controller<ObjectKey> {
    var configuration = ControllerConfiguration(name: "test")
    configuration.workers = workers
    return Controller(
      configuration, sources: [.store(store) { [$0.key] }], time: stage.time.source, random: .seeded(1), logger: .quiet,
      reconcile: reconcile)
  }

  private func store(of count: Int) -> (Store<Widget>, StoreWriter<Widget>) {
    let (store, writer) = Store<Widget>.make()
    writer.apply(.restarted(.first))
    writer.apply(.listed((0..<count).map { Widget("widget-\($0)", version: $0 + 1) }))
    writer.apply(.synced(resourceVersion: "20000"))
    return (store, writer)
  }

  @Test("of task explosion: ten thousand keys are worked on by as many tasks as there are workers")
  func taskExplosion() {
    let (store, _) = store(of: 10_000)
    let (running, most, done) = (Counter(), Counter(), Counter())
    let controller = controller(workers: 3, store) { _ in
      let count = running.change { $0 += 1 }
      most.change { $0 = max($0, count) }
      await Task.yield()
      running.change { $0 -= 1 }
      done.change { $0 += 1 }
      return .settled
    }
    let task = stage.thread.start { await controller.run() }
    stage.settle()
    #expect(done.change { _ in } == 10_000)
    #expect(most.change { _ in } == 3)
    task.cancel()
    stage.settle()
  }

  @Test("of unbounded streams: nothing is read from the server ahead of the reader")
  func backPressure() async throws {
    let pulls = Mutex(0)
    let line =
      Array(#"{"type":"ADDED","object":{"metadata":{"name":"a","namespace":"shop","resourceVersion":"8"}}}"#.utf8) + [
        0x0A
      ]
    struct Endless: KubeTransport {
      let pull: @Sendable () -> [UInt8]
      func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
        KubeResponse(status: 200, headers: [], body: KubeBody { () async throws(KubeError) -> [UInt8]? in pull() })
      }
    }
    let api = KubeClient(
      transport: Endless {
        pulls.withLock { $0 += 1 }
        return line
      }
    ).api(Widget.self)
    var events = Watcher(api, time: stage.time.source, random: .seeded(1)).makeAsyncIterator()
    // The list begins, and five objects of it are told.
    for _ in 0..<6 { _ = await events.next(isolation: nil) }
    #expect(pulls.withLock { $0 } == 5)
  }

  @Test("of priority inversion: an urgent key waits for one patient key at most, and patient ones do not starve")
  func priorityInversion() {
    var queue = WorkQueueState<String>(backoff: .reconcile)
    let start = MonotonicInstant(sinceOrigin: .zero)
    for number in 0..<100 { queue.add("patient-\(number)", priority: .initialList, after: .zero, now: start) }
    var (patient, longest, run) = (0, 0, 0)
    var generator = SplitMix64(seed: 1)
    for number in 0..<800 {
      queue.add("urgent-\(number)", priority: .normal, after: .zero, now: start)
      guard let lease = queue.take(now: start) else {
        Issue.record("nothing to take")
        return
      }
      let isPatient = lease.key.hasPrefix("patient")
      patient += isPatient ? 1 : 0
      run = isPatient ? run + 1 : 0
      longest = max(longest, run)
      queue.finish(lease, .done, now: start, using: &generator)
    }
    #expect(patient == 100, "every patient key has had its turn")
    #expect(longest == 1)
  }

  @Test("of cancellation: one that is cancelled while it sleeps ends, and does not spin")
  func cancelledSleep() {
    let (store, _) = store(of: 0)
    let controller = controller(workers: 2, store) { _ in .settled }
    let (client, time) = (stage.client, stage.time.source)
    let reflector = Reflector(client.api(ConfigMap.self), time: time, random: .seeded(1), logger: .quiet)
    stage.switchboard.cut(.failing)
    let tasks = [
      stage.thread.start { await controller.run() }, stage.thread.start { await reflector.run() },
      stage.thread.start { await controller.queue.runTimer() },
    ]
    stage.settle()
    for task in tasks { task.cancel() }
    var jobs = 0
    while stage.thread.runOne(), jobs < 10_000 { jobs += 1 }
    #expect(jobs < 1_000)
    #expect(stage.time.deadlines.isEmpty)
  }

  @Test("of cancellation: a write that was cut off may have landed, so what there is is read and not assumed")
  func cutOffWrite() {
    var (state, generator) = (
      LeaderElectionState(LeaderElectionConfiguration(namespace: "default", name: "ops", identity: "first")),
      SplitMix64(seed: 1)
    )
    let (start, wall) = (MonotonicInstant(sinceOrigin: .zero), stage.time.source.wall())
    state.read(nil, now: start, using: &generator)
    guard case .create = state.step(now: start, wall: wall) else {
      Issue.record("it does not claim the lease")
      return
    }
    state.writing()
    state.failed(now: start, using: &generator)
    #expect(state.step(now: start + .seconds(2), wall: wall) == .read)
    #expect(state.mayHold && state.leadsUntil == nil)
  }

  @Test("of task-local values: the fence of a term reaches every reconcile")
  func taskLocals() {
    let (store, _) = store(of: 4)
    let fences = Mutex<[String]>([])
    let controller = controller(workers: 2, store) { _ in
      fences.withLock { $0.append(WriteFence.current?.refusal ?? "none") }
      return .settled
    }
    let fence = WriteFence("the term is over") { WriteFence.Permit() }
    let task = stage.thread.start { await WriteFence.$current.withValue(fence) { await controller.run() } }
    stage.settle()
    #expect(fences.withLock { $0 } == Array(repeating: "the term is over", count: 4))
    task.cancel()
    stage.settle()
  }

  @Test("of reentrancy: whoever waits for a store's state finds it still so")
  func reentrancy() throws {
    let (store, writer) = Store<Widget>.make()
    let seen = Mutex<[Bool]>([])
    let tasks = (0..<8).map { _ in
      stage.thread.start {
        try? await store.waitUntilSynced()
        seen.withLock { $0.append(store.isSynced && store.get(Widget("a").key) != nil) }
      }
    }
    stage.settle()
    writer.apply(.restarted(.first))
    writer.apply(.listed([Widget("a", version: 1)]))
    writer.apply(.synced(resourceVersion: "2"))
    // A second list begins before anybody has run: it is not visible.
    writer.apply(.restarted(.versionUnavailable))
    stage.settle()
    #expect(seen.withLock { $0 } == Array(repeating: true, count: tasks.count))
  }
}

/// A number that many tasks change.
private final class Counter: Sendable {
  private let number = Mutex(0)

  /// - Returns: the number after the change.
  @discardableResult
  func change(_ body: (inout Int) -> Void) -> Int {
    number.withLock { number in
      body(&number)
      return number
    }
  }
}
