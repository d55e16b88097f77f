import KubeCore
import KubeRuntime
public import Observability
public import ServiceLifecycle

/// Carries what the operator counts into metrics, and how it feels into health checks, once a second.
///
/// The names follow controller-runtime's, so that dashboards made for it work.
public struct OperatorReporter: Service {
  private static let period = Duration.seconds(1)
  /// A reconcile that takes longer than this, cancellation included, has cost a worker for good.
  private static let stallLimit = Duration.seconds(180)

  private let `operator`: Operator
  private let health: HealthState
  private let reconciles: Counter
  private let depth: Gauge
  private let inFlight: Gauge
  private let unsynced: Gauge

  /// - Throws: when the registry has other metrics of these names.
  public init(
    _ operator: Operator, registry: MetricsRegistry, health: HealthState
  ) throws(ObservabilityError) {
    self.operator = `operator`
    self.health = health
    reconciles = try registry.makeCounter(
      "controller_runtime_reconcile_total", help: "Reconciles by how they ended.", labels: ["controller", "result"])
    depth = try registry.makeGauge("workqueue_depth", help: "Keys that wait for a worker.", labels: ["name"])
    inFlight = try registry.makeGauge("slipway_reconciles_in_flight", help: "Keys that a worker has.", labels: ["name"])
    unsynced = try registry.makeGauge(
      "slipway_unsynced_stores", help: "Kinds of which no complete list has come yet.", labels: [])
  }

  public func run() async throws {
    // Cancellation is how it stops; it is no failure.
    try? await cancelWhenGracefulShutdown {
      var counted: [ControllerMetrics.Result: UInt64] = [:]
      while true {
        self.report(&counted)
        try await ContinuousClock().sleep(for: Self.period)
      }
    }
  }

  private func report(_ counted: inout [ControllerMetrics.Result: UInt64]) {
    let metrics = `operator`.metrics
    for (result, total) in metrics.reconciles {
      reconciles.increment(["modeldeployment", result.rawValue], by: Double(total - (counted[result] ?? 0)))
      counted[result] = total
    }
    depth.set(Double(metrics.queue.depth), ["modeldeployment"])
    inFlight.set(Double(metrics.queue.inFlight), ["modeldeployment"])
    let state = `operator`.health
    unsynced.set(Double(state.unsynced.count), [])
    health.report(
      "stores", state.unsynced.isEmpty ? .passing : .failing(reason: "waiting for \(state.unsynced.joined(separator: ", "))"))
    health.report(
      "workers", state.isStalled(limit: Self.stallLimit) ? .failing(reason: "a reconcile does not end") : .passing,
      for: .liveness)
  }
}
