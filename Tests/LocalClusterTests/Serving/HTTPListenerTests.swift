import Hummingbird
import HummingbirdCore
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import LocalCluster

@Suite struct HTTPListenerTests {
  /// A connection that is made while its server goes away used to end the process.
  @Test(.timeLimit(.minutes(2)), arguments: [false, true])
  func clientsMayConnectWhileItStops(gracefully: Bool) async throws {
    for _ in 0..<30 { try await stopUnderLoad(gracefully) }
  }

  private func stopUnderLoad(_ gracefully: Bool) async throws {
    let gate = ServerGate()
    let listener = HTTPListener(
      host: "127.0.0.1", gate: gate,
      builder: HTTPServerBuilder { ClosingChannel(base: HTTP1Channel(responder: $0), gate: gate) },
      logger: .quiet, handler: { _, _ in Response(status: .ok) })
    let port = Arrival<Int>()
    let service = ListenerService(listener: listener, port: port)
    let services = ServiceGroup(configuration: ServiceGroupConfiguration(services: [service], logger: .quiet))
    try await withThrowingTaskGroup(of: Void.self) { group in
      let serving = Task { try await services.run() }
      let number = try await port.value()
      group.addTask { await connect(to: number) }
      if gracefully { await services.triggerGracefulShutdown() } else { serving.cancel() }
      _ = await serving.result
    }
  }

  /// Connects until it is refused.
  private func connect(to port: Int) async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          while let client = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port).get()
          {
            try? await client.close()
          }
        }
      }
    }
  }
}

private struct ListenerService: ServiceLifecycle.Service {
  let listener: HTTPListener
  let port: Arrival<Int>

  func run() async throws {
    try await listener.run { port.settle(.success($0)) }
  }
}
