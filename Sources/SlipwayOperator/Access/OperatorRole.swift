import KubeCore
import KubeTypes
import SlipwayAPI
import TrafficRouters

/// What the operator may do, and so the one home of its rights: the chart's rules are printed from here, the simulator
/// refuses everything else, and a campaign takes each right away in turn. No verb is here that the operator does not use.
///
/// It reads by list and watch; one object alone is read before one of its name is made, which may belong to somebody else.
/// It applies on the server's side, which needs `patch`, and `create` where the object is missing.
public enum OperatorRole {
  private static let followed = ["list", "watch"]
  private static let owned = ["create", "delete", "get", "list", "patch", "watch"]

  /// The rules of the role in the namespaces that are looked after, beside those of ``leases(sharding:)``.
  public static let rules = kinds + children + routes + surroundings

  /// What an operator needs beside them that looks after all namespaces.
  public static let clusterRules = [
    OperatorRule(RolloutPolicy.resourceType, followed, "Policies select namespaces by their labels."),
    OperatorRule(Namespace.resourceType, followed),
    OperatorRule(Node.resourceType, followed, "Which nodes have room for replicas with GPUs and other devices."),
  ]

  /// What takes rights that most clusters need not give: copies of Secrets, for `spec.runtime.snapshots`.
  public static let secretRules = [OperatorRule(Secret.resourceType, ["create", "get", "patch"])]

  /// What it takes to show the metrics to those only who may read them: whose token a request shows, and what they may do.
  /// Nothing less than the whole cluster's answers that.
  public static let reviewRules = [
    OperatorRule("authentication.k8s.io", ["tokenreviews"], ["create"]),
    OperatorRule("authorization.k8s.io", ["subjectaccessreviews"], ["create"]),
  ]

  private static let kinds = [
    OperatorRule(
      ModelDeployment.resourceType, ["list", "patch", "watch"],
      """
      The finalizers: of one that has written into a route of the user's until all is put back, and of one whose deletion \
      is to leave what it ran.
      """),
    OperatorRule(ModelDeployment.resourceType, subresource: "status", ["patch"]),
    OperatorRule(RolloutRequest.resourceType, ["delete"] + followed, "A request is answered, and deleted when it is old."),
    OperatorRule(RolloutRequest.resourceType, subresource: "status", ["patch"]),
    OperatorRule(
      ModelDeployment.resourceType, subresource: "finalizers", ["update"],
      """
      No request ever goes there. Where the admission plugin OwnerReferencesPermissionEnforcement is on, an object may name \
      an owner with `blockOwnerDeletion`, as what Slipway makes does, only by the hand of one who may do this.
      """),
  ]

  private static let children = [
    OperatorRule(Deployment.resourceType, owned),
    OperatorRule(ControllerRevision.resourceType, owned, "What each revision was, so that it can be made again."),
    OperatorRule(
      ConfigMap.resourceType, ["create", "get", "patch"],
      """
      The ConfigMaps that a pod template names are copied for its revision. Copies go with the revision. The judge of each \
      rollout is kept in another, lest one operator forget what the one before saw.
      """),
    OperatorRule(
      Job.resourceType, ["create", "get", "patch"], "The Jobs that an analysis names test a candidate at each step."),
    OperatorRule(Service.resourceType, owned),
    OperatorRule(PodDisruptionBudget.resourceType, owned),
    OperatorRule(NetworkPolicy.resourceType, owned),
    OperatorRule(HorizontalPodAutoscaler.resourceType, owned),
  ]

  /// Those of the routers' kinds, one for each group.
  public static let routes: [OperatorRule] = {
    let types = RouteKind.allCases.filter { $0 != .service }.map(\.resourceType)
    var rules: [OperatorRule] = []
    for type in types {
      if let index = rules.firstIndex(where: { $0.group == type.group }) {
        rules[index].resources.append(type.plural)
      } else {
        rules.append(OperatorRule(type, owned))
      }
    }
    if !rules.isEmpty {
      rules[0].reason = """
        What divides the traffic, where it is not the Service, and what KEDA scales by. Kinds that a cluster does not have \
        may be named all the same; which of them are watched depends on the ModelDeployments that there are.
        """
    }
    return rules
  }()

  private static let surroundings = [
    OperatorRule(Pod.resourceType, followed),
    OperatorRule(ResourceQuota.resourceType, followed, "What a namespace has room for."),
    OperatorRule(Event.resourceType, ["create", "patch"]),
  ]

  /// What replicas agree by, in the namespace that they run in.
  ///
  /// - Parameter sharding: whether each has a lease of its own, and those of the dead are removed by the others.
  public static func leases(sharding: Bool) -> [String] {
    sharding ? ["create", "delete", "list", "patch"] : ["create", "get", "patch"]
  }

  /// The verbs by resource, such as `apps/deployments` or `slipway.dev/modeldeployments/status`.
  public static func grants(of rules: [OperatorRule]) -> [String: Set<String>] {
    var grants: [String: Set<String>] = [:]
    for rule in rules {
      for resource in rule.resources {
        grants[rule.group.isEmpty ? resource : "\(rule.group)/\(resource)", default: []].formUnion(rule.verbs)
      }
    }
    return grants
  }
}
