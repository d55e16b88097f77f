import KubeCore
public import SlipwayAPI

/// Divides traffic by an HTTPRoute or a GRPCRoute of the Gateway API (v1), at a gateway or, with the apex Service as its
/// parent, in a mesh.
public struct GatewayRouteRouter: TrafficRouter {
  let settings: GatewayRouter
  public let capabilities: RouterCapabilities
  let form: GatewayRouteForm

  public init(_ settings: GatewayRouter, capabilities: RouterCapabilities? = nil) {
    self.settings = settings
    self.capabilities = capabilities ?? RouterChoice.gatewayAPI(settings).capabilities
    form = GatewayRouteForm(settings)
  }

  // Few clusters have the second kind: what is left of it is a matter of the farewell.
  public var kinds: [RouteKind] { (settings.inferencePool == nil ? [] : [.inferencePool]) + [form.kind] }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    pools(for: plan, at: site) + [route(for: plan, at: site)]
  }

  private func route(for plan: TrafficPlan, at site: RouteSite) -> RouteObject {
    let cookie = AffinityCookie(plan.affinity)
    var rules = plan.rulesWithAffinity(cookie).map { rule in
      form.rule(
        rule.conditions, [form.backend(rule.revision, weight: nil, at: site)], mirror: plan.mirror, over: cookie,
        at: site)
    }
    let backends = plan.shares.map { form.backend($0.revision, weight: $0.weight, cookie: cookie, at: site) }
    rules.append(form.rule([], backends, mirror: plan.mirror, at: site))
    var spec: JSONValue = ["parentRefs": [parent(at: site)]]
    if !settings.hostnames.isEmpty { spec["hostnames"] = .array(settings.hostnames.map { .string($0) }) }
    spec["rules"] = .array(rules)
    return site.make(form.kind, site.name, annotations: RuleNames.annotations(plan), spec: spec)
  }

  private func parent(at site: RouteSite) -> JSONValue {
    guard let gateway = settings.gateway else {
      return ["group": "", "kind": "Service", "name": .string(site.name), "port": 80]
    }
    var reference: JSONValue = ["name": .string(gateway.name)]
    reference["namespace"] = gateway.namespace.map { .string($0) }
    reference["sectionName"] = gateway.sectionName.map { .string($0) }
    return reference
  }

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let route = site.object(form.kind, site.name), let rules = route.content[["spec", "rules"]]?.array,
      let last = rules.last, let shares = form.shares(of: last, at: site)
    else { return nil }
    let cookie = form.cookie(of: last)
    var matches: [TrafficPlan.MatchRule] = []
    for (position, rule) in rules.dropLast().enumerated() {
      guard let conditions = form.conditions(of: rule), let revision = form.revision(of: rule, at: site) else {
        return nil
      }
      matches.append(.init(name: RuleNames.name(position, in: route), conditions: conditions, revision: revision))
    }
    return TrafficPlan(shares: shares, mirror: form.mirror(of: last, at: site), rules: matches, cookie: cookie)
  }

  public func problem(at site: RouteSite) -> RouterProblem? {
    guard let route = site.object(form.kind, site.name) else { return nil }
    return RouteAcceptance.problem(of: route) ?? poolProblem(at: site)
  }
}
