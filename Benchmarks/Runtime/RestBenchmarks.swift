import BenchmarkSupport
import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTestSupport
import SlipwayOperator

/// What an operator that has nothing to do asks of the API server, in an hour of simulated time.
enum RestBenchmarks {
  static func add(to suite: inout BenchmarkSuite, count: Int) {
    suite.add([
      ("rest.calls_per_hour", .perHour), ("rest.writes_per_hour", .perHour), ("rest.watches_per_hour", .perHour),
      ("rest.renewals_per_hour", .perHour), ("rest.cpu_per_hour", .seconds),
    ]) { try measure(count) }
  }

  private static func measure(_ count: Int) throws -> [Double] {
    let start = VirtualCluster().time.source.wall()
    guard let fleet = Fleet.make(count, at: start) else {
      throw BenchmarkFailure("the first ModelDeployment does not serve")
    }
    let cluster = VirtualCluster(fleet)
    let log = RequestLog(cluster.transport)
    let replica = cluster.start("first", by: log)
    cluster.advance(atMost: .seconds(60))
    let done = replica.program.metrics
    guard done.queue.depth == 0, done.reconciles[.settled, default: 0] >= UInt64(count) else {
      throw BenchmarkFailure("not all are reconciled: \(done)")
    }
    _ = log.take()
    let revision = cluster.transport.withCluster { $0.revision }
    let before = ProcessUsage.cpuSeconds
    cluster.advance(atMost: .seconds(3600))
    let seconds = ProcessUsage.cpuSeconds - before
    let counts = log.take()
    let written = cluster.transport.withCluster { $0.revision } - revision
    // Each renewal is a write; any other one would be the operator's, or one that it caused.
    let writes = max(counts.writes, Int(written) - counts.renewals)
    return [counts.reads + counts.writes, writes, counts.watches, counts.renewals].map(Double.init) + [seconds]
  }
}

struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
