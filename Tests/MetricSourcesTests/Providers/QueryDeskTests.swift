import Synchronization
import Testing

@testable import MetricSources

@Suite("A desk of queries")
struct QueryDeskTests {
  /// Counts questions; each waits until as many more have come as it is told to wait for.
  private final class Server: ValueProvider {
    let asked = Atomic(0)
    let failure: ProviderFailure?

    init(failing failure: ProviderFailure? = nil) { self.failure = failure }

    func value(_ query: String) async throws(ProviderFailure) -> Double {
      asked.add(1, ordering: .relaxed)
      for _ in 0..<20 { await Task.yield() }
      if let failure { throw failure }
      return Double(query.utf8.count)
    }
  }

  private final class Clock: Sendable {
    private let seconds = Mutex(0.0)
    var time: Double {
      get { seconds.withLock { $0 } }
      set { seconds.withLock { $0 = newValue } }
    }
  }

  @Test("puts identical queries once, and others by themselves")
  func sharing() async throws {
    let (desk, server) = (QueryDesk(now: { 0 }, spread: { 0.5 }), Server())
    let values = await withTaskGroup(of: Double?.self) { group in
      for index in 0..<40 {
        group.addTask { try? await desk.value(index % 2 == 0 ? "one" : "three", of: server, at: "a", age: 5) }
      }
      return await group.reduce(into: [Double?]()) { $0.append($1) }
    }
    #expect(server.asked.load(ordering: .relaxed) == 2)
    #expect(values.count { $0 == 3 } == 20 && values.count { $0 == 5 } == 20)
  }

  @Test("asks anew when an answer is old, and of another server")
  func age() async throws {
    let (clock, server) = (Clock(), Server())
    let desk = QueryDesk(now: { clock.time }, spread: { 0.5 })
    for (time, name) in [(0.0, "a"), (4.9, "a"), (5.0, "a"), (5.0, "b")] {
      clock.time = time
      _ = try await desk.value("q", of: server, at: name, age: 5)
    }
    #expect(server.asked.load(ordering: .relaxed) == 3)
  }

  @Test("leaves a server that fails alone for a while, and says so")
  func backOff() async throws {
    let (clock, server) = (Clock(), Server(failing: ProviderFailure(.transient, "HTTP status 503")))
    let desk = QueryDesk(now: { clock.time }, spread: { 0.5 })
    for time in [0.0, 0.2, 0.4] {
      clock.time = time
      let failure = await #expect(throws: ProviderFailure.self) {
        try await desk.value("q", of: server, at: "a", age: 0)
      }
      #expect(failure?.kind == .transient && failure?.reason.hasPrefix("HTTP status 503") == true)
    }
    #expect(server.asked.load(ordering: .relaxed) == 1)
  }
}
