import KubeClient
import KubeCore
import KubeTestSupport
import Logging
import Synchronization
import Testing

@testable import KubeRuntime

@Suite(.timeLimit(.minutes(1))) struct StoreTests {
  private let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test func readsAreOrderedByKey() {
    let (store, writer) = Store<Widget>.make(indexes: [.label("app")])
    for name in ["c", "a", "b"] {
      writer.apply(.applied(Widget(name, version: 1, namespace: name == "b" ? "lab" : "shop", labels: ["app": "x"])))
    }
    #expect(store.list().map(\.key.description) == ["lab/b", "shop/a", "shop/c"])
    #expect(store.list(namespace: "shop").map(\.key.name) == ["a", "c"])
    #expect(store.list(by: .label("app"), "x").count == 3)
    #expect(store.list(by: .label("other"), "x").isEmpty)
    #expect(store.get(ObjectKey(namespace: "lab", name: "b"))?.key.name == "b")
    #expect(store.count == 3)
  }

  @Test func anIndexThatIsNotKeptGivesTheSameAnswer() {
    let (kept, keptWriter) = Store<Widget>.make(indexes: [.label("app")])
    let (plain, plainWriter) = Store<Widget>.make()
    for number in 0..<20 {
      let widget = Widget("w\(number)", version: 1, labels: ["app": "\(number % 3)"])
      keptWriter.apply(.applied(widget))
      plainWriter.apply(.applied(widget))
    }
    #expect(kept.list(by: .label("app"), "1") == plain.list(by: .label("app"), "1"))
    #expect(plain.list(by: .label("app"), "1").count == 7)
  }

  @Test func observersFindTheChangeInTheStore() {
    let (store, writer) = Store<Widget>.make()
    let sizes = Mutex<[Int?]>([])
    let id = store.observe { change in sizes.withLock { $0.append(store.get(change.key)?.size) } }
    writer.apply(.applied(Widget("a", version: 1, size: 1)))
    writer.apply(.applied(Widget("a", version: 2, size: 2)))
    store.removeObserver(id)
    writer.apply(.applied(Widget("a", version: 3, size: 3)))
    #expect(sizes.withLock { $0 } == [1, 2])
  }

  @Test func waitsUntilTheListIsComplete() async throws {
    let (store, writer) = Store<Widget>.make()
    async let synced: Void = store.waitUntilSynced()
    writer.apply(.restarted(.first))
    writer.apply(.synced(resourceVersion: "1"))
    try await synced
    #expect(store.isSynced)
  }

  @Test func waitingIsCancelled() async {
    let (store, _) = Store<Widget>.make()
    let task = Task { try await store.waitUntilSynced() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aReflectorKeepsTheStoreThroughFailures() async throws {
    let time = ManualTime()
    let (a, b) = (Widget("a", version: 3), Widget("b", version: 4))
    let transport = ScriptedTransport([
      try .list([a, b], version: "7"), .watch([try WatchLine.deleted(Widget("b", version: 8)), WatchLine.expired]),
      try .status(500), try .list([], version: "12"), .watch(end: .hang),
    ])
    let reflector = Reflector(
      KubeClient(transport: transport).api(Widget.self), configuration: .lists, time: time.jumpingSource,
      random: .seeded(3), logger: silent)
    let changes = Mutex<[String]>([])
    reflector.store.observe { change in changes.withLock { $0.append(change.summary) } }
    let task = Task { await reflector.run() }
    try await transport.waitForRequests(count: 5)
    #expect(changes.withLock { $0 } == ["+a initial", "+b initial", "-b", "-a"])
    #expect(reflector.store.resourceVersion == "12")
    #expect(reflector.interruption == nil)
    task.cancel()
    await task.value
  }

  @Test func aReflectorSaysWhatHoldsItUp() async throws {
    let time = ManualTime()
    let transport = ScriptedTransport([try .status(403, message: "widgets is forbidden")])
    let reflector = Reflector(KubeClient(transport: transport).api(Widget.self), time: time.source, logger: silent)
    let task = Task { await reflector.run() }
    try await time.waitForSleepers(count: 1)
    #expect(reflector.interruption?.code == .forbidden)
    #expect(!reflector.store.isSynced)
    task.cancel()
    await task.value
  }
}
