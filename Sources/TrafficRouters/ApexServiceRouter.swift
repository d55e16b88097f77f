import KubeCore
public import KubeTypes
public import SlipwayAPI
import Workloads

/// Divides traffic without any router: the apex Service's selector picks one revision, or all of them, and then each
/// gets the share that its ready replicas have among all.
public enum ApexServiceRouter {
  /// The apex Service that carries out a plan.
  ///
  /// - Returns: `nil` when the plan gives traffic to nobody: then the selector stays as it is.
  public static func service(for deployment: ModelDeployment, _ plan: TrafficPlan) -> Service? {
    let name = deployment.metadata.name ?? ""
    guard let selector = selector(name, plan.admitted) else { return nil }
    let labels = SlipwayLabels.common(name)
    return Service(
      metadata: ObjectMeta(
        name: WorkloadNames.apex(name), namespace: deployment.metadata.namespace, labels: labels,
        ownerReferences: deployment.controllerReference().map { [$0] }),
      spec: ServiceSpec(selector: selector, ports: [ServicePort(name: "http", port: 80, targetPort: "http")]))
  }

  private static func selector(_ deployment: String, _ admitted: Set<String>) -> [String: String]? {
    switch admitted.count {
    case 0: nil
    case 1: [SlipwayLabels.deployment: deployment, SlipwayLabels.revision: admitted.first ?? ""]
    default: [SlipwayLabels.deployment: deployment]
    }
  }

  /// The revisions that an apex Service admits.
  ///
  /// - Parameter revisions: those that exist; a selector without a revision admits them all.
  /// - Returns: `nil` for a Service whose selector is not one of ours, which the next plan puts right.
  public static func admitted(by service: Service, of revisions: some Sequence<String>) -> Set<String>? {
    guard let selector = service.spec?.selector, selector[SlipwayLabels.deployment] == service.metadata.name else {
      return nil
    }
    return selector[SlipwayLabels.revision].map { [$0] } ?? Set(revisions)
  }
}
