import BenchmarkSupport
import KubeClient
import KubeCore
import KubeRuntime
import Synchronization

/// How long nobody works when the leader is lost, in simulated time: from then until another one has written.
enum FailoverBenchmarks {
  static func add(to suite: inout BenchmarkSuite, seeds: Int) {
    suite.add([("failover.hard", .seconds), ("failover.clean", .seconds)]) {
      [
        try (0..<seeds).map { try measure(offset: $0, of: seeds, clean: false) }.max() ?? .nan,
        try (0..<seeds).map { try measure(offset: $0, of: seeds, clean: true) }.max() ?? .nan,
      ]
    }
  }

  /// A way to the cluster that can be cut, which is all that a process that has died looks like from outside.
  private final class Line: KubeTransport {
    let base: any KubeTransport
    let isCut = Mutex(false)

    init(_ base: any KubeTransport) { self.base = base }

    func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
      guard !isCut.withLock({ $0 }) else { throw KubeError(.unreachable, message: "the process is gone") }
      return try await base.send(request)
    }
  }

  /// - Parameter offset: moves the end within the two seconds between renewals.
  private static func measure(offset: Int, of count: Int, clean: Bool) throws -> Double {
    let cluster = VirtualCluster()
    let collection = "/apis/slipway.dev/v1alpha1/namespaces/\(Fleet.namespace)/modeldeployments"
    _ = cluster.call(.post, collection, Fleet.manifest(Fleet.name(0)))
    let line = Line(cluster.transport)
    let first = cluster.start("first-\(offset)", by: line)
    let second = cluster.start("second-\(offset)")
    cluster.advance(atMost: .seconds(90) + .milliseconds(2_000 * offset / count))
    guard first.elector.status.isLeading, !second.elector.status.isLeading else {
      throw BenchmarkFailure("the first replica does not lead")
    }
    if clean {
      first.task.cancel()
      cluster.settle()
    } else {
      line.isCut.withLock { $0 = true }
    }
    let change: JSONValue = ["spec": ["replicas": 4]]
    let changed = cluster.call(.patch, Fleet.path(0), change, type: "application/merge-patch+json")
    let generation = changed["metadata"]?["generation"]
    let gap = cluster.advance(atMost: .seconds(60)) {
      cluster.call(.get, Fleet.path(0))["status"]?["observedGeneration"] == generation
    }
    first.task.cancel()
    second.task.cancel()
    cluster.advance(atMost: .seconds(60))
    guard let gap else { throw BenchmarkFailure("nobody takes over") }
    return gap / .seconds(1)
  }
}
