import KubeClient
import KubeRuntime
import Logging
import SlipwayOperator

extension Subject.Division {
  /// Where the processes keep their leases: not where they work.
  static let namespace = "default"
  static let lease = "slipway"

  func mode(
    _ client: KubeClient, _ identity: String, _ time: TimeSource, _ random: RandomSource, _ logger: Logger
  ) -> ReplicaMode {
    switch self {
    case .none: return .single
    case .election:
      let configuration = LeaderElectionConfiguration(
        namespace: Self.namespace, name: Self.lease, identity: identity)
      return .electing(
        LeaderElector(client, configuration: configuration, time: time, random: random, logger: logger))
    case .shards:
      let configuration = ShardingConfiguration(
        namespace: Self.namespace, group: Self.lease, identity: identity, label: "slipway.dev/shard-group")
      guard let shard = try? Shard(client, configuration: configuration, time: time, random: random, logger: logger)
      else { return .single }
      return .sharding(shard)
    }
  }
}
