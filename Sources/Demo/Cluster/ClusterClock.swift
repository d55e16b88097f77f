import KubeRuntime
import KubeSimulator
import ServiceLifecycle

/// Lets time pass in the simulated cluster: what depends on time alone, such as a progress deadline, happens although
/// nobody asks for anything.
struct ClusterClock: Service {
  let transport: SimulatorTransport
  let time: TimeSource

  func run() async throws {
    // Cancellation is how it stops; it is no failure.
    try? await cancelWhenGracefulShutdown {
      while true {
        try await self.time.sleep(for: .seconds(1))
        let now = self.time.wall()
        self.transport.withCluster { $0.settle(at: now) }
      }
    }
  }
}
