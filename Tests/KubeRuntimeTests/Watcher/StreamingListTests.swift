import KubeClient
import KubeCore
import KubeRuntime
import KubeTestSupport
import Testing

@Suite("A watcher that streams its lists", .timeLimit(.minutes(1)))
struct StreamingListTests {
  private typealias Reply = ScriptedTransport.Reply

  private let time = ManualTime()
  private let stream = "GET watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
  private let refusal = "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled"

  private func read(_ count: Int, _ transport: ScriptedTransport) async -> [WatcherEvent<Widget>] {
    let watcher = Watcher(
      KubeClient(transport: transport).api(Widget.self), time: time.jumpingSource, random: .seeded(1))
    var iterator = watcher.makeAsyncIterator()
    var events: [WatcherEvent<Widget>] = []
    while events.count < count, let event = await iterator.next(isolation: nil) { events.append(event) }
    return events
  }

  @Test("reads the list and the changes from one request")
  func oneRequest() async throws {
    let (a, b) = (Widget("a", version: 3), Widget("b", version: 8))
    let transport = ScriptedTransport([
      .watch(
        [
          try WatchLine.added(a), WatchLine.bookmark("6"), try WatchLine.added(Widget("c", version: 2)),
          WatchLine.initialEnd("7"), try WatchLine.added(b),
        ], end: .hang)
    ])
    let events = await read(5, transport)
    #expect(
      events == [
        .restarted(.first), .listed([a]), .listed([Widget("c", version: 2)]), .synced(resourceVersion: "7"), .applied(b),
      ])
    #expect(transport.log == [stream])
  }

  @Test("goes on from the list's version when the watch ends")
  func goesOn() async throws {
    let transport = ScriptedTransport([
      .watch([WatchLine.initialEnd("7")]), .watch([try WatchLine.added(Widget("b", version: 8))], end: .hang),
    ])
    let events = await read(3, transport)
    #expect(events.last == .applied(Widget("b", version: 8)))
    #expect(transport.log == [stream, "GET watch=true&resourceVersion=7"])
    #expect(time.now.sinceOrigin == .zero)
  }

  @Test("lists where the server refuses to stream, and does not ask again")
  func fallsBack() async throws {
    let transport = ScriptedTransport([
      try .status(422, reason: "Invalid", message: refusal), try .list([Widget("a")], version: "7"),
      .watch([WatchLine.bookmark("9"), WatchLine.expired]), try .list([], version: "12"),
    ])
    let events = await read(6, transport)
    #expect(Array(events[..<3]) == [.restarted(.first), .listed([Widget("a")]), .synced(resourceVersion: "7")])
    #expect(
      transport.log == [
        stream, "GET limit=500&resourceVersion=0", "GET watch=true&resourceVersion=7",
        "GET resourceVersion=9&resourceVersionMatch=NotOlderThan",
      ])
  }

  @Test("lists where the server does not know what was asked of it, and ends the watch")
  func doesNotKnow() async throws {
    let transport = ScriptedTransport([
      .watch([try WatchLine.added(Widget("a"))]), try .list([Widget("b")], version: "7"),
    ])
    let events = await read(6, transport)
    guard case .interrupted(let error, _) = events[2] else { return #expect(Bool(false), "\(events)") }
    #expect(error.message.contains("before it had told all objects"))
    #expect(Array(events[3...]) == [.restarted(.listFailed), .listed([Widget("b")]), .synced(resourceVersion: "7")])
  }

  @Test("begins anew, not older than before, when the stream breaks off")
  func breaksOff() async throws {
    let lost = ScriptedTransport.End.error(KubeError(.connectionLost, message: "lost"))
    let transport = ScriptedTransport([
      .watch([WatchLine.initialEnd("7"), WatchLine.bookmark("9"), WatchLine.expired]),
      .watch([try WatchLine.added(Widget("a"))], end: lost), .watch([WatchLine.initialEnd("12")], end: .hang),
    ])
    let events = await read(8, transport)
    #expect(events[3] == .restarted(.versionUnavailable))
    guard case .interrupted = events[5] else { return #expect(Bool(false), "\(events)") }
    #expect(Array(events[6...]) == [.restarted(.listFailed), .synced(resourceVersion: "12")])
    let again = "GET watch=true&sendInitialEvents=true&resourceVersion=9&resourceVersionMatch=NotOlderThan"
    #expect(transport.log == [stream, again, again])
  }

  @Test("tells of what goes while the list is told")
  func deletedMeanwhile() async throws {
    let (a, b) = (Widget("a", version: 3), Widget("b", version: 4))
    let (store, writer) = Store<Widget>.make()
    writer.apply(.restarted(.first))
    writer.apply(.listed([a]))
    writer.apply(.synced(resourceVersion: "3"))
    for event in [WatcherEvent.restarted(.listFailed), .listed([a]), .listed([b]), .deleted(a)] { writer.apply(event) }
    #expect(store.list().isEmpty)
    #expect(store.resourceVersion == "3")
    writer.apply(.synced(resourceVersion: "6"))
    #expect(store.list() == [b])
  }
}
