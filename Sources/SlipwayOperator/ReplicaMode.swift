public import KubeRuntime

/// How the replicas of the operator divide the work.
public enum ReplicaMode: Sendable {
  /// There is one process alone.
  case single
  /// One leads. The others stand by with full stores, and one of them takes over.
  case electing(LeaderElector)
  /// All work, each on its share of the ModelDeployments.
  case sharding(Shard)

  var shard: Shard? { if case .sharding(let shard) = self { shard } else { nil } }
  var elector: LeaderElector? { if case .electing(let elector) = self { elector } else { nil } }
}
