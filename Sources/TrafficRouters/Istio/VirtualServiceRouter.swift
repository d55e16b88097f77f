import KubeCore
public import SlipwayAPI
import Workloads

/// Divides traffic by a VirtualService of Istio, between the subsets that a DestinationRule makes.
///
/// The subsets are of a Service of their own, `<name>-all`, which picks the replicas of all revisions and which nobody
/// else calls: so the apex Service can stay with the stable version. A subset is there before a weight names it, and goes
/// only when the VirtualService has been seen to have let go of it: a weight on a missing subset answers 503.
public struct VirtualServiceRouter: TrafficRouter {
  let settings: IstioRouter
  public let capabilities: RouterCapabilities
  public let kinds: [RouteKind] = [.service, .destinationRule, .virtualService]

  public init(_ settings: IstioRouter) {
    self.settings = settings
    capabilities = RouterChoice.istio(settings).capabilities
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    [service(at: site), destinationRule(for: plan, at: site), virtualService(for: plan, at: site)]
  }

  private func service(at site: RouteSite) -> RouteObject {
    site.make(
      .service, IstioRouteForm.host(at: site),
      spec: [
        "selector": JSONValue([SlipwayLabels.deployment: site.name]),
        "ports": [["name": "http", "port": 80, "targetPort": "http"]],
      ])
  }

  private func destinationRule(for plan: TrafficPlan, at site: RouteSite) -> RouteObject {
    let wanted = plan.revisions
    let named = self.plan(at: site)?.revisions.filter { !wanted.contains($0) } ?? []
    let subsets = (wanted + named).map { revision -> JSONValue in
      ["name": .string(revision), "labels": JSONValue([SlipwayLabels.revision: revision])]
    }
    return site.make(
      .destinationRule, site.name, spec: ["host": .string(IstioRouteForm.host(at: site)), "subsets": .array(subsets)])
  }

  private func virtualService(for plan: TrafficPlan, at site: RouteSite) -> RouteObject {
    let cookie = AffinityCookie(plan.affinity)
    var routes = plan.rulesWithAffinity(cookie).map { rule in
      let destination = IstioRouteForm.destination(rule.revision, weight: nil, at: site)
      return IstioRouteForm.route(rule.name, rule.conditions, [destination], mirror: plan.mirror, at: site)
    }
    let destinations = plan.shares.map {
      IstioRouteForm.destination($0.revision, weight: $0.weight, cookie: cookie, at: site)
    }
    let name = RuleNames.free("shares", in: plan)
    routes.append(IstioRouteForm.route(name, [], destinations, mirror: plan.mirror, at: site))
    return site.make(
      .virtualService, site.name,
      spec: [
        "hosts": .array(([site.name] + settings.hosts).map { .string($0) }),
        "gateways": .array(settings.gateways.map { .string($0) }), "http": .array(routes),
      ])
  }

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let service = site.object(.virtualService, site.name), let routes = service.content[["spec", "http"]]?.array,
      let last = routes.last, let shares = IstioRouteForm.shares(of: last, at: site)
    else { return nil }
    var rules: [TrafficPlan.MatchRule] = []
    for route in routes.dropLast() {
      guard let rule = IstioRouteForm.rule(route) else { return nil }
      rules.append(rule)
    }
    return TrafficPlan(
      shares: shares, mirror: IstioRouteForm.mirror(of: last), rules: rules, cookie: IstioRouteForm.cookie(of: last))
  }
}
