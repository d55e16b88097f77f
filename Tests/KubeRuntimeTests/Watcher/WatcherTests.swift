import KubeClient
import KubeCore
import KubeRuntime
import KubeTestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct WatcherTests {
  private typealias Reply = ScriptedTransport.Reply

  private let time = ManualTime()

  /// Reads a number of events; sleeping moves the clock.
  private func read(
    _ count: Int, _ transport: ScriptedTransport, configuration: WatcherConfiguration = .lists
  ) async -> [WatcherEvent<Widget>] {
    let watcher = Watcher(
      KubeClient(transport: transport).api(Widget.self), configuration: configuration, time: time.jumpingSource,
      random: .seeded(1))
    var iterator = watcher.makeAsyncIterator()
    var events: [WatcherEvent<Widget>] = []
    while events.count < count, let event = await iterator.next(isolation: nil) { events.append(event) }
    return events
  }

  private func advance(_ seconds: Int) -> @Sendable () -> Void { { time.advance(by: .seconds(seconds)) } }

  @Test func listsThenWatchesFromTheListsVersion() async throws {
    let (a, b) = (Widget("a", version: 3), Widget("b", version: 8))
    let transport = ScriptedTransport([
      try .list([a], version: "7"), .watch([try WatchLine.added(b) + WatchLine.deleted(a)], end: .hang),
    ])
    let events = await read(5, transport)
    #expect(events == [.restarted(.first), .listed([a]), .synced(resourceVersion: "7"), .applied(b), .deleted(a)])
    #expect(transport.log == ["GET limit=500&resourceVersion=0", "GET watch=true&resourceVersion=7"])
    let watch = try #require(transport.requests.last)
    #expect(watch.query.contains(KubeRequest.Field("allowWatchBookmarks", "true")))
    let seconds = try #require(watch.query.first { $0.name == "timeoutSeconds" }.flatMap { Int($0.value) })
    #expect((240...300).contains(seconds))
  }

  @Test func readsAListPageByPage() async throws {
    let transport = ScriptedTransport([
      try .list([Widget("a")], version: "7", continue: "t1"), try .list([Widget("b")], version: "7", continue: "t2"),
      try .list([Widget("c")], version: "7"),
    ])
    let events = await read(5, transport)
    #expect(
      events == [
        .restarted(.first), .listed([Widget("a")]), .listed([Widget("b")]), .listed([Widget("c")]),
        .synced(resourceVersion: "7"),
      ])
    #expect(
      transport.log == [
        "GET limit=500&resourceVersion=0", "GET limit=500&continue=t1", "GET limit=500&continue=t2",
      ])
  }

  @Test func pagesOfDifferentVersionsAreNoList() async throws {
    let transport = ScriptedTransport([
      try .list([Widget("a")], version: "7", continue: "t1"), try .list([Widget("b")], version: "8"),
      try .list([Widget("b")], version: "9"),
    ])
    let events = await read(6, transport)
    guard case .interrupted(let error, _) = events[2] else { return #expect(Bool(false), "\(events)") }
    #expect(error.code == .undecodableAnswer)
    #expect(Array(events[3...]) == [.restarted(.listFailed), .listed([Widget("b")]), .synced(resourceVersion: "9")])
  }

  @Test func expiredEventInTheStreamLeadsToAListThatIsNotOlder() async throws {
    let transport = ScriptedTransport([
      try .list([], version: "7"), .watch([try WatchLine.added(Widget("a", version: 9)), WatchLine.expired]),
      try .list([Widget("a", version: 9)], version: "12"),
    ])
    let events = await read(6, transport)
    #expect(events[3] == .restarted(.versionUnavailable))
    #expect(events[5] == .synced(resourceVersion: "12"))
    #expect(transport.log[2] == "GET resourceVersion=9&resourceVersionMatch=NotOlderThan")
    #expect(time.now.sinceOrigin == .zero, "a watch that has fallen behind is no failure")
  }

  @Test(arguments: ["status", "event"])
  func versionGoneAtTheStartLeadsToTheNewestList(form: String) async throws {
    let transport = ScriptedTransport([
      try .list([], version: "7"), form == "status" ? try .status(410, reason: "Expired") : .watch([WatchLine.expired]),
      try .list([], version: "12"),
    ])
    let events = await read(5, transport)
    guard case .interrupted(let error, let delay) = events[2] else { return #expect(Bool(false), "\(events)") }
    #expect(error.code == .gone)
    #expect(delay <= .milliseconds(800))
    #expect(Array(events[3...]) == [.restarted(.versionUnavailable), .synced(resourceVersion: "12")])
    #expect(transport.log[2] == "GET limit=500")
  }

  @Test func versionThatIsTooLargeLeadsToTheNewestList() async throws {
    let transport = ScriptedTransport([
      try .list([], version: "7"), .watch([WatchLine.bookmark("9"), WatchLine.expired]),
      try .status(504, reason: "Timeout", cause: "ResourceVersionTooLarge"), try .list([], version: "4"),
      .watch(end: .hang),
    ])
    let events = await read(6, transport)
    #expect(
      events == [
        .restarted(.first), .synced(resourceVersion: "7"), .bookmarked(resourceVersion: "9"),
        .restarted(.versionUnavailable), .restarted(.versionUnavailable), .synced(resourceVersion: "4"),
      ])
    #expect(transport.log[2] == "GET resourceVersion=9&resourceVersionMatch=NotOlderThan")
    #expect(transport.log[3] == "GET limit=500")
    #expect(time.now.sinceOrigin == .zero)
  }

  @Test func continueTokenThatIsGoneStartsTheListAnew() async throws {
    let transport = ScriptedTransport([
      try .list([Widget("a")], version: "7", continue: "t1"), try .status(410, reason: "Expired"),
      try .list([Widget("b")], version: "9"),
    ])
    let events = await read(5, transport)
    #expect(
      events == [
        .restarted(.first), .listed([Widget("a")]), .restarted(.versionUnavailable), .listed([Widget("b")]),
        .synced(resourceVersion: "9"),
      ])
    #expect(transport.log[2] == "GET limit=500")
  }

  @Test func serverFailuresAreRetriedFromTheSameVersionWithGrowingDelays() async throws {
    let transport = ScriptedTransport(
      [try .list([], version: "7")] + (try (0..<4).map { _ in try Reply.status(500) }) + [
        .watch([try WatchLine.added(Widget("a", version: 8))], end: .hang)
      ])
    let events = await read(8, transport)
    let delays = events[2..<6].compactMap { event -> Duration? in
      guard case .interrupted(let error, let delay) = event, error.code == .serverFailure else { return nil }
      return delay
    }
    #expect(delays.count == 4)
    for (index, delay) in delays.enumerated() { #expect(delay <= Backoff.watch.bound(afterFailures: index + 1)) }
    #expect(delays.reduce(.zero, +) == time.now.sinceOrigin)
    #expect(Array(events[6...]) == [.resumed, .applied(Widget("a", version: 8))])
    #expect(transport.log[1...].allSatisfy { $0 == "GET watch=true&resourceVersion=7" })
  }

  @Test func listsAgainWhenOneVersionCannotBeWatched() async throws {
    let transport = ScriptedTransport(
      [try .list([], version: "7")] + (try (0..<5).map { _ in try Reply.status(500) }) + [try .list([], version: "8")])
    let events = await read(9, transport)
    #expect(Array(events[7...]) == [.restarted(.watchFailed), .synced(resourceVersion: "8")])
  }

  @Test func aRefusedListIsTriedAgain() async throws {
    let transport = ScriptedTransport([
      Reply(failure: KubeError(.unreachable, message: "refused")), try .status(403), try .list([], version: "7"),
    ])
    let events = await read(6, transport)
    #expect(events[0] == .restarted(.first))
    #expect(events[2] == .restarted(.first))
    #expect(events[4] == .restarted(.first))
    #expect(events[5] == .synced(resourceVersion: "7"))
    #expect(transport.log.allSatisfy { $0 == "GET limit=500&resourceVersion=0" })
  }

  @Test func theServersPatienceIsHeeded() async throws {
    let transport = ScriptedTransport([
      try .list([], version: "7"), try .status(429, reason: "TooManyRequests", retryAfter: 17), .watch(end: .hang),
    ])
    let events = await read(3, transport)
    guard case .interrupted(_, let delay) = events[2] else { return #expect(Bool(false), "\(events)") }
    #expect(delay == .seconds(17))
  }

  @Test func aStreamThatBreaksOffWithinAnEventResumesFromTheLastVersion() async throws {
    let (a, b) = (Widget("a", version: 8), Widget("b", version: 9))
    let line = try WatchLine.modified(b)
    let transport = ScriptedTransport([
      try .list([], version: "7"), .watch([try WatchLine.added(a), String(line.prefix(40))]),
      .watch([String(line.prefix(25)), String(line.dropFirst(25))], end: .hang),
    ])
    let events = await read(6, transport)
    guard case .interrupted(let error, _) = events[3] else { return #expect(Bool(false), "\(events)") }
    #expect(error.code == .connectionLost)
    #expect(events[2] == .applied(a))
    #expect(Array(events[4...]) == [.resumed, .applied(b)])
    #expect(transport.log[2] == "GET watch=true&resourceVersion=8")
  }

  @Test func bookmarksMoveTheVersion() async throws {
    let transport = ScriptedTransport([
      try .list([], version: "7"), .watch([WatchLine.bookmark("20"), WatchLine.bookmark("20")]), .watch(end: .hang),
    ])
    let task = Task { await read(4, transport) }
    try await transport.waitForRequests(count: 3)
    task.cancel()
    #expect(await task.value.last == .bookmarked(resourceVersion: "20"))
    #expect(transport.log[2] == "GET watch=true&resourceVersion=20")
  }

  @Test func aWatchThatEndsInGoodOrderIsResumedAtOnce() async throws {
    let transport = ScriptedTransport([
      try .list([], version: "7"), .watch(before: advance(290)), .watch([try WatchLine.added(Widget("a", version: 8))]),
    ])
    let events = await read(3, transport)
    #expect(events.last == .applied(Widget("a", version: 8)))
    #expect(time.now.sinceOrigin == .seconds(290))
  }

  @Test func aWatchThatEndsAtOnceIsAFailure() async throws {
    let transport = ScriptedTransport([
      try .list([], version: "7"), .watch([WatchLine.bookmark("7")]), .watch(end: .hang),
    ])
    let events = await read(3, transport)
    guard case .interrupted(let error, _) = events[2] else { return #expect(Bool(false), "\(events)") }
    #expect(error.code == .connectionLost)
  }

  @Test func delaysStartAnewOnlyAfterALongGoodStretch() async throws {
    var configuration = WatcherConfiguration.lists
    configuration.backoff.jitter = 0
    let broken = ScriptedTransport.End.error(KubeError(.connectionLost, message: "lost"))
    let transport = ScriptedTransport([
      try .list([], version: "7"), .watch(end: broken, before: advance(100)), .watch(end: broken, before: advance(119)),
      .watch(end: broken, before: advance(120)), .watch(end: broken),
    ])
    let delays = await read(9, transport, configuration: configuration).compactMap { event -> Duration? in
      guard case .interrupted(_, let delay) = event else { return nil }
      return delay
    }
    #expect(delays == [.milliseconds(800), .milliseconds(1600), .milliseconds(800), .milliseconds(1600)])
  }

  @Test(arguments: 1...3)
  func cancellationEndsTheSequence(requests: Int) async throws {
    // During the list, during the watch, and while a second watch hangs.
    let script: [Reply] = [try .list([], version: "7"), .watch([WatchLine.bookmark("9")])]
    let transport = ScriptedTransport(Array(script.prefix(requests - 1)))
    let task = Task { await read(100, transport) }
    try await transport.waitForRequests(count: requests)
    task.cancel()
    let events = await task.value
    #expect(events.count == requests)
    #expect(!events.contains { if case .interrupted = $0 { true } else { false } })
  }

  @Test func cancellationEndsAPause() async throws {
    let transport = ScriptedTransport([try .status(500)])
    let watcher = Watcher(
      KubeClient(transport: transport).api(Widget.self), configuration: .lists, time: time.source)
    let task = Task {
      var count = 0
      for await _ in watcher { count += 1 }
      return count
    }
    try await time.waitForSleepers(count: 1)
    task.cancel()
    #expect(await task.value == 2)
    #expect(transport.requests.count == 1)
  }
}
