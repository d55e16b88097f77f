import KubeCore
import Synchronization
import Testing

@testable import KubeConnection

@Suite struct ExecCredentialSourceTests {
  /// A plugin that ends when the test says so.
  private final class GatedPlugin: Sendable {
    private let gates = Mutex<[AsyncStream<Void>.Continuation]>([])
    private let started = AsyncStream.makeStream(of: Int.self)
    private let count = Atomic(0)

    var runs: Int { count.load(ordering: .sequentiallyConsistent) }

    func run() async throws(ConnectionError) -> ExecCredential {
      let number = count.add(1, ordering: .sequentiallyConsistent).newValue
      let (gate, opener) = AsyncStream.makeStream(of: Void.self)
      gates.withLock { $0.append(opener) }
      started.continuation.yield(number)
      for await _ in gate { break }
      if Task.isCancelled { throw .cancelled }
      return ExecCredential(token: Secret("t\(number)"))
    }

    /// Waits until the plugin runs for the given time.
    func waitForRun(_ number: Int) async {
      for await run in started.stream where run >= number { return }
    }

    func open() { _ = gates.withLock { $0.popLast()?.yield() } }
  }

  @Test("many concurrent refusals of one credential run the plugin once")
  func singleFlight() async throws {
    let runs = Atomic(0)
    let source = ExecCredentialSource(clock: ManualClock().clock, observer: { _ in }) {
      () async throws(ConnectionError) in
      let run = runs.add(1, ordering: .sequentiallyConsistent).newValue
      await Task.yield()
      return ExecCredential(token: Secret("t\(run)"))
    }
    let first = try await source.current()
    let tokens = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<200 { group.addTask { try await source.refresh(first).authorization?.value } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(tokens == ["Bearer t2"])
    #expect(runs.load(ordering: .sequentiallyConsistent) == 2)
  }

  @Test("cancelling the caller that runs the plugin hands the run to one that waits")
  func handOver() async throws {
    let plugin = GatedPlugin()
    let source = ExecCredentialSource(clock: ManualClock().clock, observer: { _ in }) {
      () async throws(ConnectionError) in try await plugin.run()
    }
    async let first: ConnectionError? = {
      do throws(ConnectionError) { _ = try await source.current() } catch { return error }
      return nil
    }()
    let runner = Task { try await source.current() }
    // One of the two runs the plugin and the other waits, or will.
    await plugin.waitForRun(1)
    runner.cancel()
    let outcome = await runner.result
    if case .failure(let error) = outcome { #expect((error as? ConnectionError)?.code == .cancelled) }
    while plugin.runs < 1 { await Task.yield() }
    plugin.open()
    plugin.open()
    #expect(await first == nil)
  }

  @Test("a waiter's cancellation ends its wait alone")
  func cancelledWaiter() async throws {
    let plugin = GatedPlugin()
    let source = ExecCredentialSource(clock: ManualClock().clock, observer: { _ in }) {
      () async throws(ConnectionError) in try await plugin.run()
    }
    async let runner = source.current()
    await plugin.waitForRun(1)
    let waiter = Task { try await source.current() }
    waiter.cancel()
    let error = await #expect(throws: ConnectionError.self) { try await waiter.value }
    #expect(error?.code == .cancelled)
    plugin.open()
    #expect(try await runner.authorization?.value == "Bearer t1")
    #expect(plugin.runs == 1)
  }

  @Test("a credential is renewed before it ends, and used on with a notice when that fails")
  func renewal() async throws {
    let (time, log) = (ManualClock(), NoticeLog())
    let fails = Atomic(false)
    let source = ExecCredentialSource(clock: time.clock, observer: log.observer) {
      () async throws(ConnectionError) in
      guard !fails.load(ordering: .sequentiallyConsistent) else { throw ConnectionError(.pluginFailed, "no network") }
      return ExecCredential(token: Secret("t"), expiry: ManualClock.start + .seconds(900))
    }
    _ = try await source.current()
    fails.store(true, ordering: .sequentiallyConsistent)
    time.advance(by: .seconds(891))
    #expect(try await source.current().authorization?.value == "Bearer t")
    #expect(log.kinds == [.credentialKept])
    time.advance(by: .seconds(9))
    let error = await #expect(throws: ConnectionError.self) { try await source.current() }
    #expect(error?.code == .pluginFailed)
  }
}
