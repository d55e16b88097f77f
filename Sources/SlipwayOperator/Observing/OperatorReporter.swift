import KubeCore
public import KubeRuntime
public import Observability

/// Shows what the operator counts as metrics, and how it feels as health checks. Both are asked for, and cost nothing else.
public enum OperatorReporter {
  /// A reconcile that takes longer than this, cancellation included, has cost a worker for good.
  private static let stallLimit = Duration.seconds(180)

  /// - Parameters:
  ///   - requests: the transport of the operator's client, and the host that it reaches.
  public static func report(
    _ operator: Operator, requests: (transport: MeteredTransport, host: String)? = nil, to registry: MetricsRegistry,
    _ health: HealthState
  ) {
    registry.collect { metrics(of: `operator`, requests).map(MetricSnapshot.init) }
    health.ask("stores") {
      let unsynced = `operator`.health.unsynced
      return unsynced.isEmpty ? .passing : .failing(reason: "waiting for \(unsynced.joined(separator: ", "))")
    }
    health.ask("workers", for: .liveness) {
      `operator`.health.isStalled(limit: stallLimit) ? .failing(reason: "a reconcile does not end") : .passing
    }
    health.ask("leader", for: .leadership) { `operator`.replicas.leading }
  }

  private static func metrics(
    of operator: Operator, _ requests: (transport: MeteredTransport, host: String)?
  ) -> [MetricFamily] {
    `operator`.metrics.families(of: `operator`.controller.configuration) + `operator`.replicas.families
      + (requests.map { $0.transport.metrics.families(host: $0.host) } ?? []) + `operator`.storeFamilies
      + `operator`.phaseFamilies
  }
}

extension ReplicaMode {
  /// Whether this process works.
  fileprivate var leading: HealthStatus {
    switch self {
    case .single: return .passing
    case .electing(let elector):
      let status = elector.status
      return status.isLeading ? .passing : .failing(reason: "\(status.holder ?? "nobody") leads")
    case .sharding(let shard):
      return shard.status.isValid ? .passing : .failing(reason: "the lease has not been renewed")
    }
  }

  fileprivate var families: [MetricFamily] {
    switch self {
    case .single: []
    case .electing(let elector): elector.status.families(lease: elector.lease)
    case .sharding(let shard):
      [
        MetricFamily(
          "slipway_shard_members", .gauge, help: "The replicas that share the work.",
          [.init([], .number(Double(shard.status.members.count)))])
      ]
    }
  }
}

extension MetricSnapshot {
  fileprivate init(_ family: MetricFamily) {
    self.init(
      family.name, Kind(rawValue: family.kind.rawValue) ?? .gauge, help: family.help, labels: family.labels,
      series: family.series.map { ($0.labels, Value($0.value)) })
  }
}

extension MetricSnapshot.Value {
  fileprivate init(_ value: MetricFamily.Value) {
    switch value {
    case .number(let number): self = .number(number)
    case .distribution(let histogram):
      self = .histogram(
        bounds: histogram.bounds.map { $0 / .seconds(1) }, counts: histogram.counts, sum: histogram.sum / .seconds(1))
    }
  }
}
