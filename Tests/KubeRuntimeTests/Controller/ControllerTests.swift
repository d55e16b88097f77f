import KubeClient
import KubeCore
import KubeTestSupport
import Logging
import Synchronization
import Testing

@testable import KubeRuntime

@Suite(.timeLimit(.minutes(1))) struct ControllerTests {
  private let time = ManualTime()
  private let store: Store<Widget>
  private let writer: StoreWriter<Widget>
  private let journal = Journal<String>()
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init() { (store, writer) = Store.make() }

  private func controller(
    workers: Int = 2, sources: [ControllerSource<ObjectKey>]? = nil,
    configure: (inout ControllerConfiguration) -> Void = { _ in },
    reconcile: @escaping @Sendable (ObjectKey) async -> ReconcileOutcome
  ) -> Controller<ObjectKey> {
    var configuration = ControllerConfiguration(name: "test")
    configuration.workers = workers
    configuration.backoff.jitter = 0
    configure(&configuration)
    return Controller(
      configuration, sources: sources ?? [.store(store) { [$0.key] }], time: time.source, random: .seeded(4),
      logger: logger, reconcile: reconcile)
  }

  private func sync(_ widgets: Widget...) {
    writer.apply(.restarted(.first))
    writer.apply(.listed(widgets))
    writer.apply(.synced(resourceVersion: "10"))
  }

  @Test func objectsAreReconciledWhenListedAndWhenChanged() async throws {
    let journal = journal
    let controller = controller {
      journal.note($0.name)
      return .settled
    }
    let run = Task { await controller.run() }
    sync(Widget("a", version: 1), Widget("b", version: 2))
    #expect(Set(try await journal.wait(count: 2)) == ["a", "b"])
    writer.apply(.applied(Widget("b", version: 11)))
    #expect(try await journal.wait(count: 3).last == "b")
    writer.apply(.deleted(Widget("a", version: 12)))
    #expect(try await journal.wait(count: 4).last == "a")
    run.cancel()
    await run.value
    #expect(controller.metrics.reconciles == [.settled: 4, .again: 0, .failed: 0, .timedOut: 0])
    #expect(controller.metrics.reconcileDuration.count == 4)
    #expect(controller.metrics.queue.inFlight == 0)
  }

  @Test func objectsThatAreThereBeforeTheStartAreReconciled() async throws {
    sync(Widget("a", version: 1))
    let journal = journal
    let controller = controller {
      journal.note($0.name)
      return .settled
    }
    let run = Task { await controller.run() }
    try await journal.wait(count: 1)
    run.cancel()
    await run.value
    writer.apply(.applied(Widget("a", version: 11)))
    #expect(controller.metrics.queue.depth == 0, "a controller that has ended observes nothing")
  }

  @Test func workersWaitForAllStores() async throws {
    let (other, otherWriter) = Store<Widget>.make()
    let journal = journal
    let controller = controller(sources: [.store(store) { [$0.key] }, .store(other) { _ in [] }]) {
      journal.note("\($0.name) \(other.isSynced)")
      return .settled
    }
    let run = Task { await controller.run() }
    sync(Widget("a", version: 1))
    #expect(controller.health.unsynced == ["widgets.test.dev"])
    otherWriter.apply(.restarted(.first))
    otherWriter.apply(.synced(resourceVersion: "10"))
    #expect(try await journal.wait(count: 1) == ["a true"])
    #expect(controller.health.unsynced.isEmpty)
    run.cancel()
    await run.value
  }

  @Test func aControllerWhoseStoresAreNeverCompleteCanBeStopped() async {
    let controller = controller { _ in .settled }
    let run = Task { await controller.run() }
    run.cancel()
    await run.value
    #expect(controller.metrics.reconcileDuration.count == 0)
  }

  @Test func childrenWakeTheirOwnersThroughAReflector() async throws {
    let owner = OwnerReference(apiVersion: "test.dev/v1", kind: "Widget", name: "parent", uid: "u", controller: true)
    let moved = OwnerReference(apiVersion: "test.dev/v1", kind: "Widget", name: "foster", uid: "v", controller: true)
    let transport = ScriptedTransport([
      try .list([Widget("child", version: 3, owner: owner)], version: "7"),
      .watch([try WatchLine.modified(Widget("child", version: 9, owner: moved))], end: .hang),
    ])
    let reflector = Reflector(
      KubeClient(transport: transport).api(Widget.self), configuration: .lists, time: time.source, logger: logger)
    let journal = journal
    let controller = controller(workers: 1, sources: [.owned(reflector, by: Widget.self)]) {
      journal.note($0.description)
      return .settled
    }
    let run = Task { await controller.run() }
    let keys = Set(try await journal.wait(count: 2))
    #expect(keys.isSubset(of: ["shop/parent", "shop/foster"]))
    run.cancel()
    await run.value
    #expect(Set(journal.entries) == ["shop/parent", "shop/foster"])
  }

  @Test func keysThatWaitWhileNothingEndsAreNoProgress() {
    var health = ControllerHealth<String>(
      unsynced: [], interruptions: [:], now: MonotonicInstant(sinceOrigin: .seconds(100)))
    #expect(health.withoutProgress == .zero)
    health.oldestReady = MonotonicInstant(sinceOrigin: .seconds(40))
    #expect(health.withoutProgress == .seconds(60))
    #expect(health.isStalled(limit: .seconds(59)))
    health.lastEnd = MonotonicInstant(sinceOrigin: .seconds(95))
    #expect(health.withoutProgress == .seconds(5))
    health.lastEnd = MonotonicInstant(sinceOrigin: .seconds(10))
    #expect(health.withoutProgress == .seconds(60))
    health.unsynced = ["widgets.test.dev"]
    #expect(health.withoutProgress == .zero)
  }

  @Test func failuresAreRetriedWithGrowingDelaysAndSuccessStartsAnew() async throws {
    sync(Widget("a", version: 1))
    let (journal, time) = (Journal<Duration>(), time)
    let outcomes = Mutex<[ReconcileOutcome]>([
      .failed(KubeError(.conflict, message: "changed")), .failed(KubeError(.conflict, message: "changed")),
      .failed(KubeError(.tooManyRequests, message: "slowly", retryAfter: .seconds(9))), .again(after: .seconds(3)),
      .failed(KubeError(.conflict, message: "changed")), .settled,
    ])
    let controller = controller { _ in
      journal.note(time.now.sinceOrigin)
      return outcomes.withLock { $0.isEmpty ? .settled : $0.removeFirst() }
    }
    let run = Task { await controller.run() }
    let delays: [Duration] = [.milliseconds(50), .milliseconds(100), .seconds(9), .seconds(3), .milliseconds(50)]
    for (count, delay) in delays.enumerated() {
      try await journal.wait(count: count + 1)
      try await time.waitForDeadline(time.now + delay)
      time.advance(by: delay)
    }
    try await journal.wait(count: 6)
    run.cancel()
    await run.value
    #expect(controller.metrics.reconciles == [.settled: 1, .again: 1, .failed: 4, .timedOut: 0])
    #expect(controller.metrics.queue.retries == 4)
    #expect(controller.metrics.queue.delayed == 0)
  }

  @Test func aReconcileThatTakesTooLongIsCancelledAndTriedAgain() async throws {
    sync(Widget("a", version: 1))
    let (journal, time) = (journal, time)
    let controller = controller(configure: { $0.reconcileLimit = .seconds(30) }) { key in
      journal.note("begin")
      do {
        try await time.source.sleep(for: .seconds(3600))
      } catch {
        journal.note("cancelled")
      }
      return .settled
    }
    let run = Task { await controller.run() }
    try await journal.wait(count: 1)
    try await time.waitForDeadline(time.now + .seconds(30))
    time.advance(by: .seconds(29))
    #expect(controller.health.oldestInFlight?.key.name == "a")
    #expect(controller.health.isStalled(limit: .seconds(20)))
    #expect(!controller.health.isStalled(limit: .seconds(40)))
    time.advance(by: .seconds(1))
    #expect(try await journal.wait(count: 2) == ["begin", "cancelled"])
    try await time.waitForDeadline(time.now + .milliseconds(50))
    #expect(controller.metrics.reconciles[.timedOut] == 1)
    #expect(controller.metrics.queue.delayed == 1)
    run.cancel()
    await run.value
  }

  @Test func aStopLetsReconcilesInFlightFinishAndStartsNoMore() async throws {
    sync(Widget("a", version: 1), Widget("b", version: 2))
    let (journal, release) = (journal, Gate())
    let controller = controller(workers: 1) { key in
      journal.note("begin \(key.name)")
      try? await release.wait()
      journal.note("end \(key.name) \(Task.isCancelled)")
      return .settled
    }
    let run = Task { await controller.run() }
    try await journal.wait(count: 1)
    run.cancel()
    try await time.waitForDeadline(time.now + .seconds(20))
    writer.apply(.applied(Widget("c", version: 11)))
    release.open()
    await run.value
    #expect(journal.entries == ["begin a", "end a false"])
    #expect(controller.metrics.queue.depth == 2)
  }

  @Test func aStopCutsOffWhatDoesNotFinishInTime() async throws {
    sync(Widget("a", version: 1))
    let journal = journal
    let controller = controller(configure: { $0.stopLimit = .seconds(5) }) { key in
      journal.note("begin")
      try? await Gate().wait()
      journal.note("cut off \(Task.isCancelled)")
      return .failed(CancellationError())
    }
    let run = Task { await controller.run() }
    try await journal.wait(count: 1)
    run.cancel()
    try await time.waitForDeadline(time.now + .seconds(5))
    time.advance(by: .seconds(5))
    await run.value
    #expect(journal.entries == ["begin", "cut off true"])
  }

  @Test func sourcesRunWithoutWorkersUntilThereIsLeadership() async throws {
    let journal = journal
    let controller = controller {
      journal.note($0.name)
      return .settled
    }
    let sources = Task { await controller.runSources() }
    while controller.queue.metrics.depth == 0 {
      sync(Widget("a", version: 1))
      writer.apply(.deleted(Widget("a", version: 2)))
      await Task.yield()
    }
    #expect(journal.entries.isEmpty)
    let workers = Task { await controller.runWorkers() }
    #expect(try await journal.wait(count: 1) == ["a"])
    workers.cancel()
    await workers.value
    sources.cancel()
    await sources.value
  }

  @Test func changesThatNeedNoLookAtOnceAreLookedAtLater() async throws {
    let journal = journal
    let controller = controller(
      sources: [
        .store(store, when: .generationOrMetadata) { [$0.key] },
        .delayed(store, after: .seconds(15)) { [$0.key] },
      ]
    ) {
      journal.note($0.name)
      return .settled
    }
    let run = Task { await controller.run() }
    sync(Widget("a", version: 1), Widget("b", version: 2))
    try await journal.wait(count: 2)
    writer.apply(.applied(Widget("a", version: 11)))
    try await time.waitForDeadline(time.now + .seconds(15))
    #expect(journal.entries.count == 2)
    time.advance(by: .seconds(15))
    #expect(try await journal.wait(count: 3).last == "a")
    run.cancel()
    await run.value
    #expect(controller.metrics.queue.depth == 0, "the first list is not looked at twice")
  }

  @Test func aTimerHasKeysLookedAtAgainBehindAllElse() async throws {
    let journal = journal
    let controller = controller(
      workers: 1, sources: [.timer(every: .seconds(30)) { [ObjectKey(name: "a"), ObjectKey(name: "b")] }]
    ) {
      journal.note($0.name)
      return .settled
    }
    let run = Task { await controller.run() }
    for round in 1...2 {
      try await time.waitForDeadline(time.now + .seconds(30))
      #expect(journal.entries.count == 2 * round - 2)
      time.advance(by: .seconds(30))
      try await journal.wait(count: 2 * round)
    }
    #expect(journal.entries == ["a", "b", "a", "b"])
    run.cancel()
    await run.value
  }
}
