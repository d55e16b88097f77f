import KubeClient
import KubeCore
import KubeSimulator
import KubeTestSupport
import Synchronization

@testable import KubeRuntime

/// A simulated cluster behind a line that can be cut.
final class Switchboard: KubeTransport {
  enum Line: Sendable { case open, failing, hanging }

  private let transport: SimulatorTransport
  private let line = Mutex(Line.open)
  private let log = Mutex<[String]>([])

  init(_ time: ManualTime) {
    let source = time.source
    transport = SimulatorTransport(
      cluster: SimulatedCluster(start: source.wall()), now: { source.wall() },
      sleepUntil: { _ in try? await Gate().wait() })
  }

  /// The writes since the last call, such as `PATCH deployments/fraud`.
  func takeWrites() -> [String] {
    log.withLock { log in
      defer { log = [] }
      return log
    }
  }

  func cut(_ line: Line) { self.line.withLock { $0 = line } }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    if request.method != .get {
      let place = request.path.split(separator: "/").suffix(2).joined(separator: "/")
      log.withLock { $0.append("\(request.method.rawValue) \(place)") }
    }
    switch line.withLock({ $0 }) {
    case .open: return try await transport.send(request)
    case .failing: throw KubeError(.unreachable, message: "no route to the server")
    case .hanging:
      try? await Gate().wait()
      throw KubeError(.cancelled, message: "cancelled")
    }
  }
}
