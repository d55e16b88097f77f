import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import ModelServer

@Suite struct ModelServerTests {
  /// Runs a server on a free port, and ends it when the body has not.
  private func withRunning(
    _ set: String, _ version: String, sleep: @escaping @Sendable (Duration) async throws -> Void,
    body: @Sendable (_ port: Int, _ shutDown: @escaping @Sendable () async -> Void) async throws -> Void
  ) async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    let test = try TestServer(set, version, sleep: sleep, onListening: { continuation.yield($0) })
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let group = ServiceGroup(configuration: .init(services: [test.server], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try #require(await ports.first { _ in true })
      do {
        try await untilReady(port)
        try await body(port) { await group.triggerGracefulShutdown() }
      } catch {
        tasks.cancelAll()
        throw error
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  private func untilReady(_ port: Int) async throws {
    try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
      while try await client.get("/v2/health/ready").status != .ok { await Task.yield() }
    }
  }

  private func infer(_ client: TestClient, _ body: ByteBuffer) async throws -> TestClient.Response {
    try await client.execute(.init("/v2/models/demo/infer", method: .post, body: body))
  }

  @Test(.timeLimit(.minutes(1))) func drainingAnswersAndSendsClientsAway() async throws {
    let draining = Gate()
    let drained = Gate()
    let row = try #require(try Examples.testRows("wine").first?.row)
    let drain: @Sendable (Duration) async throws -> Void = { duration in
      #expect(duration == .seconds(3))
      draining.open()
      await drained.wait()
    }
    try await withRunning("wine", "good", sleep: drain) { port, shutDown in
      try await TestClient.withClient(host: "127.0.0.1", port: port) { old in
        // One connection serves several requests while the server is well.
        for _ in 0..<3 {
          let response = try await infer(old, TestServer.body(row))
          #expect(response.status == .ok)
          #expect(response.headers[.connection] == nil)
        }
        await shutDown()
        await draining.wait()
        let last = try await infer(old, TestServer.body(row))
        #expect(last.status == .ok)
        #expect(last.headers[.connection] == "close")
        try await old.channelPromise.futureResult.get().closeFuture.get()
      }
      try await TestClient.withClient(host: "127.0.0.1", port: port) { new in
        let ready = try await new.get("/v2/health/ready")
        #expect(ready.status == .serviceUnavailable)
        #expect(ready.headers[.connection] == "close")
      }
      for path in ["/v2/health/live", "/metrics"] {
        try await TestClient.withClient(host: "127.0.0.1", port: port) { new in
          let response = try await new.get(path)
          #expect(response.status == .ok)
        }
      }
      drained.open()
    }
  }

  @Test(.timeLimit(.minutes(1))) func aRequestInFlightIsFinishedAfterTheDrain() async throws {
    let looking = Gate()
    let found = Gate()
    let drained = Gate()
    let row = try #require(try Examples.testRows("wine").first?.row)
    let sleep: @Sendable (Duration) async throws -> Void = { duration in
      guard duration < .seconds(1) else { return drained.open() }
      looking.open()
      await found.wait()
    }
    try await withRunning("wine", "slow", sleep: sleep) { port, shutDown in
      try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
        async let answer = infer(client, TestServer.body(row))
        await looking.wait()
        await shutDown()
        await drained.wait()
        // The listening socket closes while the request is still being looked up.
        while await accepts(port) { await Task.yield() }
        found.open()
        let response = try await answer
        #expect(response.status == .ok)
        #expect(response.headers[.connection] == "close")
      }
    }
  }

  private func accepts(_ port: Int) async -> Bool {
    let client = TestClient(host: "127.0.0.1", port: port)
    client.connect()
    let isOpen = (try? await client.channelPromise.futureResult.get()) != nil
    try? await client.shutdown()
    return isOpen
  }

  @Test(.timeLimit(.minutes(1))) func aModelThatCannotBeReadEndsTheServer() async throws {
    let test = try TestServer("wine", "absent")
    let error = await #expect(throws: ModelServerError.self) { try await test.server.run() }
    #expect(error?.code == .unreadableModel)
    #expect(!test.service.isReady)
  }
}
