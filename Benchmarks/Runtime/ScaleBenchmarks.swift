import BenchmarkSupport
import CurlTransport
import Foundation
import KubeClient
import KubeConnection
import KubeCore
import KubeRuntime
import SlipwayOperator

/// The operator as it runs, over HTTPS, with a cluster in another process.
///
/// Memory is the resident set of this process, which runs nothing but the operator and what looks at it.
enum ScaleBenchmarks {
  static func add(to suite: inout BenchmarkSuite, count: Int) {
    suite.add([
      ("coldstart.10k", .seconds), ("coldstart.lists", .seconds), ("coldstart.user_change", .seconds),
      ("memory.10k", .megabytes), ("memory.10k_peak", .megabytes), ("memory.empty", .megabytes),
      ("memory.object", .bytes), ("reconcile.cpu", .milliseconds), ("queue.p99_1000", .seconds),
      ("queue.done_1000", .seconds),
    ]) { try await measure(count) }
  }

  private static func measure(_ count: Int) async throws -> [Double] {
    let server = try await ClusterServer()
    let access = try ClusterAccess.resolve(ConnectionOverrides(kubeconfig: server.kubeconfig), environment: [:])
    let transport = try HTTPSTransport(access)
    let client = KubeClient(transport: transport)
    _ = try await client.serverVersion()
    let empty = ProcessUsage.residentBytes
    ProcessUsage.resetPeak()
    let program = Operator(
      client, http: CurlClient(configuration: CurlConfiguration()),
      configuration: OperatorConfiguration(instance: "benchmark"),
      replicas: .electing(
        LeaderElector(
          client,
          configuration: LeaderElectionConfiguration(namespace: "default", name: "slipway", identity: "benchmark"),
          logger: .silent)), logger: .silent)
    let task = Task { try? await program.run() }
    let start = ContinuousClock.now
    await until { program.health.isSynced }
    let lists = start.duration(to: .now)
    await until { program.metrics.total > 0 }
    async let change = userChange(client)
    await until { program.isIdle && program.metrics.total >= count }
    let coldStart = start.duration(to: .now)
    let waited = try await change
    try await Task.sleep(for: .seconds(10))
    let (resident, peak) = (ProcessUsage.residentBytes, ProcessUsage.peakResidentBytes)

    let cpu = await reconcileAll(program, count)
    let before = program.metrics.queueDuration
    let burst = ContinuousClock.now
    try server.burst()
    await until { program.metrics.queueDuration.count >= before.count + 1000 && program.isIdle }
    let done = burst.duration(to: .now)
    let p99 = program.metrics.queueDuration.quantile(0.99, since: before)
    task.cancel()
    await task.value
    await transport.shutdown()
    return [
      coldStart / .seconds(1), lists / .seconds(1), waited / .seconds(1), Double(resident) / 1e6, Double(peak) / 1e6,
      Double(empty) / 1e6, Double(resident - empty) / Double(count * Fleet.objectsPerModel), cpu, p99,
      done / .seconds(1),
    ]
  }

  private static func until(_ isMet: () -> Bool) async {
    while !isMet() { try? await Task.sleep(for: .milliseconds(2)) }
  }

  /// A user changes one object while ten thousand wait for their first look.
  ///
  /// - Returns: how long it takes until the operator's answer stands in the status.
  private static func userChange(_ client: KubeClient) async throws -> Duration {
    let models = client.api(
      ResourceType(group: "slipway.dev", version: "v1alpha1", kind: "ModelDeployment", plural: "modeldeployments"),
      namespace: Fleet.namespace)
    // The last one in the order of the list.
    let name = Fleet.name(9_999)
    let changed = try await models.patch(name, .merge(["spec": ["replicas": 4]]))
    let start = ContinuousClock.now
    while try await models.get(name).content["status"]?["observedGeneration"]
      != changed.content["metadata"]?["generation"]
    {
      try await Task.sleep(for: .milliseconds(5))
    }
    return start.duration(to: .now)
  }

  /// The CPU time of one reconcile that finds nothing to do, in milliseconds.
  private static func reconcileAll(_ program: Operator, _ count: Int) async -> Double {
    let before = program.metrics.total
    let start = ProcessUsage.cpuSeconds
    program.reconcileAll()
    await until { program.isIdle && program.metrics.total >= before + count }
    return (ProcessUsage.cpuSeconds - start) * 1000 / Double(count)
  }
}

extension ControllerMetrics {
  fileprivate var total: Int { Int(reconciles.values.reduce(0, +)) }
}

extension Operator {
  fileprivate var isIdle: Bool { metrics.queue.depth == 0 && metrics.queue.inFlight == 0 }
}

extension DurationHistogram {
  /// In seconds, as Prometheus's `histogram_quantile` would say it: linear within a bucket.
  fileprivate func quantile(_ share: Double, since earlier: DurationHistogram) -> Double {
    let counts = zip(counts, earlier.counts).map { Double($0 - $1) }
    let rank = share * counts.reduce(0, +)
    let limits = bounds.map { $0 / .seconds(1) }
    var below = 0.0
    for (position, count) in counts.enumerated() where count > 0 {
      guard below + count < rank else {
        guard position < limits.count else { return .infinity }
        let lower = position == 0 ? 0 : limits[position - 1]
        return lower + (limits[position] - lower) * (rank - below) / count
      }
      below += count
    }
    return 0
  }
}
