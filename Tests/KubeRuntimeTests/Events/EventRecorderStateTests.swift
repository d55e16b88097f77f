import KubeClient
import KubeCore
import KubeTypes
import Testing

@testable import KubeRuntime

@Suite struct EventRecorderStateTests {
  private var state = EventRecorderState(
    EventRecorderConfiguration(reportingController: "test.dev/controller", reportingInstance: "pod-1"))
  private var now = MonotonicInstant(sinceOrigin: .zero)
  private var token: UInt64 = 0xA0

  private func draft(_ reason: String = "Paused", note: String = "waiting") -> EventDraft {
    EventDraft(
      .warning, regarding: ObjectReference(Widget("a", version: 3)), reason: reason, action: "Pause", note: note)
  }

  private mutating func record(_ draft: EventDraft) {
    token += 1
    state.record(draft, now: now, wall: Timestamp(seconds: 1000) + now.sinceOrigin, token: token)
  }

  private mutating func takeNext() throws -> EventRecorderState.Write {
    let write = state.takeNext()
    return try #require(write)
  }

  /// Takes and completes all writes; what they were.
  private mutating func writeAll() -> [String] {
    var log: [String] = []
    while let write = state.takeNext() {
      log.append(write.summary)
      state.written(write)
    }
    return log
  }

  @Test mutating func theFirstEventIsCreatedWhole() throws {
    record(draft())
    let write = try takeNext()
    guard case .create(let event) = write.operation else { return #expect(Bool(false)) }
    #expect(event.metadata.name == "a.a1")
    #expect(event.metadata.namespace == "shop")
    #expect(event.eventTime == MicroTime(Timestamp(seconds: 1000)))
    #expect(event.reportingController == "test.dev/controller")
    #expect(event.reportingInstance == "pod-1")
    #expect(event.type == "Warning")
    #expect(event.reason == "Paused")
    #expect(event.action == "Pause")
    #expect(event.note == "waiting")
    #expect(event.regarding?.uid == "uid-a")
    #expect(event.regarding?.kind == "Widget")
    #expect(event.series == nil)
  }

  @Test mutating func repetitionsRaiseTheCountOfOneSeries() {
    record(draft())
    #expect(writeAll() == ["create a.a1"])
    now = now + .seconds(300)
    record(draft())
    #expect(writeAll() == ["series a.a1 2 at 1300"])
    now = now + .seconds(300)
    record(draft())
    #expect(writeAll() == ["series a.a1 3 at 1600"])
  }

  @Test mutating func repetitionsThatComeFasterThanWritesAreWrittenAsOne() throws {
    for _ in 0..<5 { record(draft()) }
    let write = try takeNext()
    #expect(write.summary == "create a.a1")
    for _ in 0..<5 { record(draft()) }
    #expect(state.takeNext() == nil, "one event is written by one request at a time")
    state.written(write)
    #expect(writeAll() == ["series a.a1 10 at 1000"])
    #expect([state.metrics.recorded, state.metrics.created, state.metrics.updated] == [10, 1, 1])
  }

  @Test mutating func afterTheWindowAnEventIsNewAgain() {
    record(draft())
    _ = writeAll()
    now = now + .seconds(360)
    record(draft())
    #expect(writeAll() == ["create a.a2"])
  }

  @Test mutating func differentEventsAreNotAggregated() {
    record(draft())
    record(draft("Resumed"))
    record(draft(note: "other"))
    #expect(writeAll() == ["create a.a1", "create a.a2", "create a.a3"])
  }

  @Test mutating func aFullQueueDropsAndCounts() {
    for number in 0..<1010 { record(draft(note: "\(number)")) }
    #expect(state.metrics.dropped == 10)
    #expect(writeAll().count == 1000)
    record(draft(note: "1005"))
    #expect(writeAll().count == 1)
  }

  @Test mutating func onlySoMuchIsRemembered() {
    for number in 0..<10_000 {
      record(draft(note: "\(number)"))
      _ = writeAll()
    }
    #expect(state.entryCount <= 4000)
    #expect(state.metrics.created == 10_000)
  }

  @Test mutating func anEventThatHasExpiredIsCreatedAgain() throws {
    record(draft())
    _ = writeAll()
    record(draft())
    let write = try takeNext()
    state.failed(write, KubeError(.notFound, message: "gone"), token: 0xB1)
    #expect(writeAll() == ["create a.b1"])
    #expect(state.metrics.failed == 0)
  }

  @Test mutating func aRefusedEventIsGivenUp() throws {
    record(draft())
    let write = try takeNext()
    state.failed(write, KubeError(.forbidden, message: "no"), token: 0xB1)
    #expect(state.takeNext() == nil)
    #expect(state.metrics.failed == 1)
    record(draft())
    #expect(writeAll() == ["create a.a2"])
  }

  @Test mutating func textsAreCutToWhatTheAPIAccepts() throws {
    record(draft(note: String(repeating: "\u{1F600}", count: 400)))
    guard case .create(let event) = try takeNext().operation else { return #expect(Bool(false)) }
    let note = try #require(event.note)
    #expect(note.utf8.count <= 1024)
    #expect(note.hasSuffix("\u{1F600}..."))
    #expect("abc".truncated(toBytes: 3) == "abc")
    #expect("abcdef".truncated(toBytes: 5) == "ab...")
  }

  @Test mutating func eventsAboutClusterScopedObjectsGoToTheDefaultNamespace() throws {
    let object = ObjectReference(Widget("n", namespace: nil))
    record(EventDraft(.normal, regarding: object, reason: "R", action: "A", note: ""))
    #expect(try takeNext().namespace == "default")
  }
}

extension EventRecorderState.Write {
  var summary: String {
    switch operation {
    case .create(let event): "create \(event.metadata.name ?? "?")"
    case .updateSeries(let name, let series):
      "series \(name) \(series.count) at \(series.lastObservedTime.time.seconds)"
    }
  }
}
