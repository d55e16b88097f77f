/// A kind of object that wants a number of equal pods.
struct ReplicaKind: Sendable {
  let definition: ResourceDefinition
  let controller: WorkItem.Controller
  /// Who its events come from.
  let component: String
  /// Whether the status counts the pods that are on their way out.
  let countsTerminating: Bool

  static let replicaSets = ReplicaKind(
    definition: BuiltIn.replicaSets, controller: .replicaSets, component: "replicaset-controller",
    countsTerminating: true)

  static let replicationControllers = ReplicaKind(
    definition: BuiltIn.replicationControllers, controller: .replicationControllers,
    component: "replication-controller", countsTerminating: false)
}
