import KubeCore
public import KubeTypes
public import SlipwayAPI
import Workloads

/// Divides traffic without any router: the apex Service's selector picks one revision, or all of them, and then each
/// gets the share that its ready replicas have among all.
///
/// With another router the apex Service picks the stable version: who talks to it past that router, and everybody while
/// that router's objects are missing, is served by what is known to be good.
public struct ApexServiceRouter: TrafficRouter {
  public let kinds: [RouteKind] = []
  public let capabilities: RouterCapabilities

  public init(_ settings: ServiceRouter = ServiceRouter()) {
    capabilities = RouterChoice.service(settings).capabilities
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] { [] }

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let apex = site.apex, let admitted = Self.admitted(by: apex, of: site.ready.keys) else { return nil }
    let ready = admitted.sorted().map { ($0, max(1, site.ready[$0] ?? 0)) }
    let total = ready.reduce(0) { $0 + $1.1 }
    return TrafficPlan(
      shares: ready.map { site.share($0, max(1, BasisPoints(part: $1, of: total).rawValue)) }
    )
  }

  public func problem(at site: RouteSite) -> RouterProblem? { nil }

  // MARK: The apex Service

  /// The apex Service that carries out a plan.
  ///
  /// - Returns: `nil` when the plan gives traffic to nobody: then the selector stays as it is.
  public static func service(for deployment: ModelDeployment, _ plan: TrafficPlan) -> Service? {
    let name = deployment.metadata.name ?? ""
    guard let selector = selector(name, apexRevisions(for: deployment, plan)) else { return nil }
    let labels = SlipwayLabels.common(name)
    return Service(
      metadata: ObjectMeta(
        name: WorkloadNames.apex(name), namespace: deployment.metadata.namespace, labels: labels,
        ownerReferences: deployment.controllerReference().map { [$0] }),
      spec: ServiceSpec(selector: selector, ports: [.toReplicas(of: deployment)]))
  }

  /// The revisions that the apex Service is to pick.
  private static func apexRevisions(for deployment: ModelDeployment, _ plan: TrafficPlan) -> Set<String> {
    if case .service = deployment.spec.traffic.router.choice { return plan.admitted }
    // The stable version, until another one has all the traffic.
    let served = plan.shares.filter { $0.weight > .zero }
    return Set((served.first { $0.track == .stable } ?? served.first).map { [$0.revision] } ?? [])
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
