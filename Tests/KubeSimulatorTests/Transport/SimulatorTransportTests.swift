import KubeClient
import KubeCore
import KubeSimulator
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct SimulatorTransportTests {
  private static let start = Timestamp(seconds: 1_790_000_000)

  /// A clock that stands still until it is told otherwise; sleepers wake when it passes their time.
  private final class ManualClock: Sendable {
    private let state = Mutex(
      (now: SimulatorTransportTests.start, sleepers: [(Timestamp, AsyncStream<Void>.Continuation)]()))

    var now: Timestamp { state.withLock { $0.now } }

    func sleep(until time: Timestamp) async throws {
      let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
      state.withLock { state in
        if state.now >= time { continuation.finish() } else { state.sleepers.append((time, continuation)) }
      }
      for await _ in stream {}
      try Task.checkCancellation()
    }

    func advance(by duration: Duration) {
      state.withLock { state in
        state.now = state.now + duration
        for (time, continuation) in state.sleepers where time <= state.now { continuation.finish() }
      }
    }
  }

  private func makeTransport(_ clock: ManualClock) -> SimulatorTransport {
    SimulatorTransport(
      cluster: SimulatedCluster(seed: 1, start: Self.start), now: { clock.now },
      sleepUntil: { try await clock.sleep(until: $0) })
  }

  private func watchRequest(_ query: [KubeRequest.Field] = []) -> KubeRequest {
    KubeRequest(
      method: .get, path: Sample.configMaps, query: [KubeRequest.Field("watch", "true")] + query)
  }

  private func create(_ name: String) -> KubeRequest {
    KubeRequest(method: .post, path: Sample.configMaps, body: JSONWriter.write(Sample.configMap(name)))
  }

  @Test func aWriteWakesAWaitingWatch() async throws {
    let transport = makeTransport(ManualClock())
    let response = try await transport.send(watchRequest())
    #expect(response.status == 200)
    try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        var iterator = response.body.makeAsyncIterator()
        return try await iterator.next(isolation: nil)
      }
      _ = try await transport.send(create("a"))
      let line = try #require(try await group.next() ?? nil)
      let event = try JSONParser.parse(line.filter { $0 != UInt8(ascii: "\n") })
      #expect(event["type"] == "ADDED")
      #expect(event["object"]?["metadata"]?["name"] == "a")
    }
  }

  @Test func aWatchEndsWhenItsTimeIsOver() async throws {
    let clock = ManualClock()
    let transport = makeTransport(clock)
    let response = try await transport.send(watchRequest([KubeRequest.Field("timeoutSeconds", "10")]))
    try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        var iterator = response.body.makeAsyncIterator()
        return try await iterator.next(isolation: nil)
      }
      clock.advance(by: .seconds(10))
      let end = try await group.next()
      #expect(end == .some(.none))
    }
  }

  @Test func cancellingEndsAWatch() async throws {
    let transport = makeTransport(ManualClock())
    let response = try await transport.send(watchRequest())
    await withTaskGroup(of: KubeError.Code?.self) { group in
      group.addTask {
        var iterator = response.body.makeAsyncIterator()
        do throws(KubeError) {
          _ = try await iterator.next(isolation: nil)
          return nil
        } catch {
          return error.code
        }
      }
      group.cancelAll()
      #expect(await group.next() == .cancelled)
    }
  }

  @Test func manyWatchesSeeEveryWriteOnce() async throws {
    let transport = makeTransport(ManualClock())
    var bodies: [KubeBody] = []
    for _ in 0..<8 { bodies.append(try await transport.send(watchRequest()).body) }
    let watched = bodies
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for body in watched {
        group.addTask {
          var lines = 0
          for try await chunk in body {
            lines += chunk.count { $0 == UInt8(ascii: "\n") }
            if lines >= 50 { break }
          }
          return lines
        }
      }
      for number in 0..<50 { _ = try await transport.send(create("m\(number)")) }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 50, count: 8))
  }
}
