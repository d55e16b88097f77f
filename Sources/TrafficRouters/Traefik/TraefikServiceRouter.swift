import KubeCore
public import SlipwayAPI

/// Divides traffic by TraefikServices (Traefik 3), and tells requests apart by an IngressRoute when it may make one.
///
/// The TraefikService with the deployment's name is the one that a route leads to: shares, or while requests are mirrored
/// a mirror before `<name>-shares`.
public struct TraefikServiceRouter: TrafficRouter {
  let settings: TraefikRouter
  public let capabilities: RouterCapabilities

  public init(_ settings: TraefikRouter) {
    self.settings = settings
    capabilities = RouterChoice.traefik(settings).capabilities
  }

  // An IngressRoute that has been made before goes with the `match` that it was made for.
  public let kinds: [RouteKind] = [.traefikService, .ingressRoute]

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    var objects: [RouteObject] = []
    if let mirror = plan.mirror {
      objects.append(site.make(.traefikService, sharesName(site), spec: shares(plan, at: site)))
      objects.append(site.make(.traefikService, site.name, spec: mirroring(mirror, at: site)))
    } else {
      objects.append(site.make(.traefikService, site.name, spec: shares(plan, at: site)))
    }
    if let match = settings.match { objects.append(route(match, plan, at: site)) }
    return objects
  }

  private func sharesName(_ site: RouteSite) -> String { "\(site.name)-shares" }

  private func shares(_ plan: TrafficPlan, at site: RouteSite) -> JSONValue {
    var weighted: JSONValue = [
      "services": .array(
        plan.shares.map { share in
          var service = backend(share.revision, at: site)
          service["weight"] = .integer(Int64(share.weight.rawValue))
          return service
        })
    ]
    if let cookie = AffinityCookie(plan.affinity) {
      weighted["sticky"] = [
        "cookie": ["name": .string(cookie.name), "maxAge": .integer(cookie.seconds), "httpOnly": true, "path": "/"]
      ]
    }
    return ["weighted": weighted]
  }

  private func mirroring(_ mirror: TrafficPlan.Mirror, at site: RouteSite) -> JSONValue {
    var copy = backend(mirror.revision, at: site)
    copy["percent"] = .integer(Int64(mirror.share.rawValue / 100))
    return [
      "mirroring": ["kind": "TraefikService", "name": .string(sharesName(site)), "mirrors": [copy]]
    ]
  }

  private func backend(_ revision: String, at site: RouteSite) -> JSONValue {
    ["kind": "Service", "name": .string(site.backend(revision)), "port": 80]
  }

  // MARK: IngressRoute

  private func route(_ match: String, _ plan: TrafficPlan, at site: RouteSite) -> RouteObject {
    var routes = plan.rules.enumerated().map { position, rule -> JSONValue in
      let predicate = TraefikRule.text(rule.conditions)
      return entry(
        predicate.isEmpty ? match : "(\(match)) && \(predicate)",
        priority: match.utf8.count + plan.rules.count - position, backend(rule.revision, at: site))
    }
    routes.append(
      entry(match, priority: match.utf8.count, ["kind": "TraefikService", "name": .string(site.name)]))
    var spec: JSONValue = [:]
    if !settings.entryPoints.isEmpty { spec["entryPoints"] = .array(settings.entryPoints.map { .string($0) }) }
    spec["routes"] = .array(routes)
    return site.make(.ingressRoute, site.name, annotations: RuleNames.annotations(plan), spec: spec)
  }

  /// - Parameter priority: Traefik's own is the length of the rule. The shares have that, and the rules before them a
  ///   little more: so they keep their order, and a route of others that looks closer goes first.
  private func entry(_ match: String, priority: Int, _ service: JSONValue) -> JSONValue {
    ["kind": "Rule", "match": .string(match), "priority": .integer(Int64(priority)), "services": [service]]
  }
}
