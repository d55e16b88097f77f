import KubeClient
import KubeCore
import KubeSimulator
import Synchronization

/// A simulated cluster of one case, on a clock that goes on to whatever somebody waits for.
final class SimulatedServer: Sendable {
  private final class Clock: Sendable {
    let time = Mutex(Timestamp(seconds: 1_790_000_000))

    func advance(to later: Timestamp) { time.withLock { $0 = max($0, later) } }
  }

  let transport: SimulatorTransport
  private let clock = Clock()

  /// - Parameter enforcesAccess: whether roles decide who may do what, as on a real server.
  init(enforcesAccess: Bool) {
    let clock = clock
    var cluster = SimulatedCluster(seed: 1, start: clock.time.withLock { $0 })
    cluster.enforcesAccess = enforcesAccess
    transport = SimulatorTransport(
      cluster: cluster, now: { clock.time.withLock { $0 } }, sleepUntil: { clock.advance(to: $0) })
  }

  /// Forgets the history, as a server does after some minutes.
  func compact() { transport.withCluster { $0.compact() } }
}
