import ArgumentParser
import KubeClient
import KubeConnection
import KubeRuntime
import Logging
import SlipwayOperator

/// How the replicas of an operator divide the work.
struct ReplicaOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Work only while leading, so that other replicas can stand by.")
  var leaderElect = true

  @Flag(help: "Let all replicas work, each on its share of the ModelDeployments, instead of one that leads.")
  var sharding = false

  @Option(
    name: .customLong("lease-namespace"), help: "The namespace of the leases; the pod's or the kubeconfig's when absent.")
  var namespaceOfLeases: String?

  @Option(help: "The name of the lease that replicas compete for, or of the group that shares the work.")
  var leaseName = "slipway-operator"

  func leaseNamespace(_ access: ClusterAccess) -> String { namespaceOfLeases ?? access.namespace ?? "default" }

  /// - Parameters:
  ///   - access: says where the leases are unless an option does.
  ///   - instance: names this process among the replicas.
  func makeMode(
    _ client: KubeClient, _ access: ClusterAccess, instance: String, logger: Logger
  ) throws -> ReplicaMode {
    let namespace = leaseNamespace(access)
    // A restarted container has the pod's name again, and must not be taken for the one before.
    let identity = "\(instance)-" + String(UInt32.random(in: 0 ... .max), radix: 36)
    if sharding {
      let configuration = ShardingConfiguration(
        namespace: namespace, group: leaseName, identity: identity, label: OperatorCheck.shardLabel)
      return .sharding(try Shard(client, configuration: configuration, logger: logger))
    }
    guard leaderElect else { return .single }
    let configuration = LeaderElectionConfiguration(namespace: namespace, name: leaseName, identity: identity)
    return .electing(LeaderElector(client, configuration: configuration, logger: logger))
  }
}
