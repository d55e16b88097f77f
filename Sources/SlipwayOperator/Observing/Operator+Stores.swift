import KubeCore
import KubeRuntime

extension Operator {
  /// How many objects of each kind the stores hold, and whether they are complete.
  var storeFamilies: [MetricFamily] {
    let counts = stores.counts
    return [
      MetricFamily(
        "slipway_store_objects", .gauge, help: "Objects that are kept of each kind.", labels: ["resource"],
        counts.map { .init([$0.resource], .number(Double($0.objects))) }),
      MetricFamily(
        "slipway_unsynced_stores", .gauge, help: "Kinds of which no complete list has come yet.",
        [.init([], .number(Double(health.unsynced.count)))]),
    ]
  }
}

extension OperatorStores {
  /// How many objects there are of each kind, by the qualified name of the resource.
  fileprivate var counts: [(resource: String, objects: Int)] {
    func count<Object: KubeResource>(_ store: Store<Object>) -> (resource: String, objects: Int) {
      (Object.resourceType.qualifiedName, store.count)
    }
    return [
      count(models), count(deployments), count(services), count(pods), count(records), count(requests), count(budgets),
      count(networkPolicies), count(autoscalers), count(quotas),
    ]
  }
}
