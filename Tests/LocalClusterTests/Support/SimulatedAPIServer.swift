import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator

/// An API server with its controllers in this process, on the machine's clock.
enum SimulatedAPIServer {
  static func make() -> SimulatorTransport {
    let time = TimeSource.live
    return SimulatorTransport(
      cluster: SimulatedCluster(start: time.wall()), now: { time.wall() },
      sleepUntil: { deadline in try await time.sleep(for: deadline - time.wall()) })
  }
}
