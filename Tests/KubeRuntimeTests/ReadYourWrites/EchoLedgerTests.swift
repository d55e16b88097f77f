import KubeCore
import KubeTestSupport
import Testing

@testable import KubeRuntime

@Suite(.timeLimit(.minutes(1))) struct EchoLedgerTests {
  private let time = ManualTime()
  private let ledger: EchoLedger<String>
  private let store: Store<Widget>
  private let writer: StoreWriter<Widget>

  init() {
    ledger = EchoLedger(limit: .seconds(10), time: time.source)
    (store, writer) = Store.make()
    writer.apply(.restarted(.first))
    writer.apply(.synced(resourceVersion: "10"))
  }

  @Test func thereIsNothingToWaitForAtFirst() async {
    #expect(await ledger.waitForEchoes(of: "owner"))
    #expect(time.deadlines.isEmpty)
  }

  @Test(arguments: ["own", "later", "other", "bookmark", "deletion", "list"])
  func waitsUntilTheVersionOrALaterOneIsSeen(by form: String) async throws {
    ledger.wrote(Widget("a", version: 15), to: store, for: "owner")
    #expect(ledger.isWaiting(for: "owner"))
    #expect(!ledger.isWaiting(for: "other"))
    async let seen = ledger.waitForEchoes(of: "owner")
    try await time.waitForSleepers(count: 1)
    writer.apply(.applied(Widget("z", version: 14)))
    writer.apply(.bookmarked(resourceVersion: "9"))
    #expect(ledger.isWaiting(for: "owner"))
    switch form {
    case "own": writer.apply(.applied(Widget("a", version: 15)))
    case "later": writer.apply(.applied(Widget("a", version: 100)))
    case "other": writer.apply(.applied(Widget("z", version: 16)))
    case "bookmark": writer.apply(.bookmarked(resourceVersion: "15"))
    case "deletion": writer.apply(.deleted(Widget("a", version: 17)))
    default:
      writer.apply(.restarted(.versionUnavailable))
      writer.apply(.synced(resourceVersion: "20"))
    }
    #expect(await seen)
    #expect(!ledger.isWaiting(for: "owner"))
    #expect(time.now.sinceOrigin == .zero)
  }

  @Test func waitsNoLongerThanTheLimit() async throws {
    ledger.wrote(Widget("a", version: 15), to: store, for: "owner")
    time.advance(by: .seconds(4))
    async let seen = ledger.waitForEchoes(of: "owner")
    try await time.waitForSleepers(count: 1)
    #expect(time.deadlines == [MonotonicInstant(sinceOrigin: .seconds(10))])
    time.advance(by: .seconds(6))
    #expect(await seen == false)
    #expect(await ledger.waitForEchoes(of: "owner"), "an echo that did not come is not waited for twice")
  }

  @Test func aLaterWriteSupersedesAnEarlierOne() async throws {
    ledger.wrote(Widget("a", version: 15), to: store, for: "owner")
    ledger.wrote(Widget("a", version: 18), to: store, for: "owner")
    writer.apply(.applied(Widget("a", version: 15)))
    #expect(ledger.isWaiting(for: "owner"))
    writer.apply(.applied(Widget("a", version: 18)))
    #expect(!ledger.isWaiting(for: "owner"))
  }

  @Test func versionsThatCannotBeComparedMustBeEqual() {
    var written = Widget("a")
    written.metadata.resourceVersion = "v-15"
    ledger.wrote(written, to: store, for: "owner")
    var later = written
    later.metadata.resourceVersion = "v-16"
    writer.apply(.applied(later))
    #expect(ledger.isWaiting(for: "owner"))
    writer.apply(.applied(written))
    #expect(!ledger.isWaiting(for: "owner"))
  }

  @Test func deletionsEchoAsTheObjectsEndOrItsMark() {
    let widget = Widget("a", version: 11)
    writer.apply(.applied(widget))
    ledger.deleted(widget, from: store, for: "owner")
    writer.apply(.bookmarked(resourceVersion: "99"))
    #expect(ledger.isWaiting(for: "owner"))
    var marked = widget
    marked.metadata.resourceVersion = "100"
    marked.metadata.deletionTimestamp = Timestamp(seconds: 1)
    writer.apply(.applied(marked))
    #expect(!ledger.isWaiting(for: "owner"))
  }

  @Test func cancellationEndsTheWait() async throws {
    ledger.wrote(Widget("a", version: 15), to: store, for: "owner")
    let task = Task { await ledger.waitForEchoes(of: "owner") }
    try await time.waitForSleepers(count: 1)
    task.cancel()
    #expect(await task.value == false)
    ledger.forget("owner")
    #expect(!ledger.isWaiting(for: "owner"))
  }
}
