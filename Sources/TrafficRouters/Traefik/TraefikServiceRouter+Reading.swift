import KubeCore
public import SlipwayAPI

extension TraefikServiceRouter {
  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let top = site.object(.traefikService, site.name)?.content["spec"] else { return nil }
    let mirroring = top["mirroring"]
    let shares = mirroring.map { site.object(.traefikService, $0["name"]?.string ?? "")?.content["spec"] } ?? top
    guard let weighted = shares?["weighted"], let rules = rules(at: site),
      let parsed = Self.shares(of: weighted, at: site)
    else { return nil }
    return TrafficPlan(
      shares: parsed, mirror: mirroring.flatMap { Self.mirror(of: $0, at: site) }, rules: rules,
      affinity: Self.affinity(of: weighted))
  }

  private static func shares(of weighted: JSONValue, at site: RouteSite) -> [TrafficPlan.Share]? {
    guard let services = weighted["services"]?.array, !services.isEmpty else { return nil }
    var shares: [TrafficPlan.Share] = []
    for service in services {
      guard let revision = site.revision(ofBackend: service["name"]?.string) else { return nil }
      shares.append(site.share(revision, Int(clamping: service["weight"]?.integer ?? 1)))
    }
    return shares
  }

  private static func mirror(of mirroring: JSONValue, at site: RouteSite) -> TrafficPlan.Mirror? {
    guard let copy = mirroring["mirrors"]?[0], let revision = site.revision(ofBackend: copy["name"]?.string) else {
      return nil
    }
    return .init(revision: revision, share: BasisPoints(percent: Int(clamping: copy["percent"]?.integer ?? 0)))
  }

  private static func affinity(of weighted: JSONValue) -> TrafficPlan.Affinity? {
    guard let cookie = weighted[["sticky", "cookie"]], let name = cookie["name"]?.string else { return nil }
    return .cookie(name: name, lifetime: .seconds(cookie["maxAge"]?.integer ?? 0))
  }

  private func rules(at site: RouteSite) -> [TrafficPlan.MatchRule]? {
    guard let match = settings.match else { return [] }
    guard let route = site.object(.ingressRoute, site.name), let routes = route.content[["spec", "routes"]]?.array,
      routes.last?["match"]?.string == match, routes.last?["services"]?[0]?["name"]?.string == site.name
    else { return nil }
    var rules: [TrafficPlan.MatchRule] = []
    for (position, entry) in routes.dropLast().enumerated() {
      guard let text = entry["match"]?.string, let conditions = TraefikRule.conditions(text, besides: match),
        let revision = site.revision(ofBackend: entry["services"]?[0]?["name"]?.string)
      else { return nil }
      rules.append(.init(name: RuleNames.name(position, in: route), conditions: conditions, revision: revision))
    }
    return rules
  }
}
