import KubeCore
public import SlipwayAPI

/// Divides traffic by an ApisixRoute, and mirrors it by the plugin `proxy-mirror`.
public struct ApisixRouteRouter: TrafficRouter {
  let settings: APISIXRouter
  public let capabilities: RouterCapabilities
  public let kinds: [RouteKind] = [.apisixRoute]

  public init(_ settings: APISIXRouter) {
    self.settings = settings
    capabilities = RouterChoice.apisix(settings).capabilities
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    var routes = plan.rules.enumerated().map { position, rule in
      route(
        rule.name, priority: plan.rules.count - position, rule.conditions, [backend(rule.revision, nil, at: site)],
        plan.mirror, at: site)
    }
    let shares = plan.shares.map { backend($0.revision, $0.weight, at: site) }
    // Of two routes with the same name one would be lost.
    routes.append(route(RuleNames.free("shares", in: plan), priority: 0, [], shares, plan.mirror, at: site))
    return [
      site.make(
        .apisixRoute, site.name,
        spec: ["ingressClassName": .string(settings.ingressClassName), "http": .array(routes)])
    ]
  }

  private func route(
    _ name: String, priority: Int, _ conditions: [TrafficPlan.MatchCondition], _ backends: [JSONValue],
    _ mirror: TrafficPlan.Mirror?, at site: RouteSite
  ) -> JSONValue {
    var route: JSONValue = [
      "name": .string(name), "priority": .integer(Int64(priority)), "match": match(conditions),
      "backends": .array(backends),
    ]
    if let mirror {
      route["plugins"] = [
        [
          "name": "proxy-mirror", "enable": true,
          "config": [
            "host": .string("http://\(site.host(mirror.revision, settings.clusterDomain)):80"),
            "sample_ratio": .double(mirror.share.fraction),
          ],
        ]
      ]
    }
    return route
  }

  private func backend(_ revision: String, _ weight: BasisPoints?, at site: RouteSite) -> JSONValue {
    var backend: JSONValue = ["serviceName": .string(site.backend(revision)), "servicePort": 80]
    backend["weight"] = weight.map { .integer(Int64($0.rawValue)) }
    return backend
  }

  private func match(_ conditions: [TrafficPlan.MatchCondition]) -> JSONValue {
    let prefix = settings.path.hasSuffix("/") ? String(settings.path.dropLast()) : settings.path
    let paths = prefix.isEmpty ? ["/*"] : [prefix, "\(prefix)/*"]
    var match: JSONValue = ["paths": .array(paths.map { .string($0) })]
    if !settings.hosts.isEmpty { match["hosts"] = .array(settings.hosts.map { .string($0) }) }
    var expressions: [JSONValue] = []
    for condition in conditions {
      switch condition.place {
      case .header(let name): expressions.append(Self.expression("Header", name, condition.comparison))
      case .cookie(let name): expressions.append(Self.expression("Cookie", name, condition.comparison))
      case .query(let name): expressions.append(Self.expression("Query", name, condition.comparison))
      case .method: if case .exact(let method) = condition.comparison { match["methods"] = [.string(method)] }
      }
    }
    if !expressions.isEmpty { match["exprs"] = .array(expressions) }
    return match
  }

  private static func expression(
    _ scope: String, _ name: String, _ comparison: MatchPattern.Comparison
  ) -> JSONValue {
    let subject: JSONValue = ["scope": .string(scope), "name": .string(name)]
    if case .exact(let value) = comparison { return ["subject": subject, "op": "Equal", "value": .string(value)] }
    return ["subject": subject, "op": "RegexMatch", "value": .string(MatchPattern.anchored(comparison))]
  }

  // MARK: Reading

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let routes = site.object(.apisixRoute, site.name)?.content[["spec", "http"]]?.array, let last = routes.last,
      let shares = shares(of: last, at: site)
    else { return nil }
    var rules: [TrafficPlan.MatchRule] = []
    for route in routes.dropLast() {
      guard let revision = self.shares(of: route, at: site)?.first?.revision, let match = route["match"],
        let conditions = Self.conditions(of: match)
      else { return nil }
      rules.append(.init(name: route["name"]?.string ?? "", conditions: conditions, revision: revision))
    }
    return TrafficPlan(shares: shares, mirror: mirror(of: last, at: site), rules: rules)
  }

  private func shares(of route: JSONValue, at site: RouteSite) -> [TrafficPlan.Share]? {
    var shares: [TrafficPlan.Share] = []
    for backend in route["backends"]?.elements ?? [] {
      guard let revision = site.revision(ofBackend: backend["serviceName"]?.string) else { return nil }
      shares.append(site.share(revision, Int(clamping: backend["weight"]?.integer ?? 0)))
    }
    return shares.isEmpty ? nil : shares
  }

  private func mirror(of route: JSONValue, at site: RouteSite) -> TrafficPlan.Mirror? {
    guard
      let settings = route["plugins"]?.elements.first(where: { $0["name"]?.string == "proxy-mirror" })?["config"],
      let host = settings["host"]?.string, host.hasPrefix("http://"),
      let revision = site.revision(ofBackend: host.dropFirst(7).split(separator: ".").first.map(String.init))
    else { return nil }
    let ratio = min(max(settings["sample_ratio"]?.double ?? 1, 0), 1)
    return .init(revision: revision, share: BasisPoints(rawValue: Int((ratio * 10_000).rounded())))
  }

  private static func conditions(of match: JSONValue) -> [TrafficPlan.MatchCondition]? {
    var conditions: [TrafficPlan.MatchCondition] = []
    for entry in match["exprs"]?.elements ?? [] {
      let (name, value) = (entry[["subject", "name"]]?.string ?? "", entry["value"]?.string ?? "")
      let place: TrafficPlan.MatchCondition.Place
      switch entry[["subject", "scope"]]?.string {
      case "Header": place = .header(name)
      case "Cookie": place = .cookie(name)
      case "Query": place = .query(name)
      default: return nil
      }
      let isExact = entry["op"]?.string == "Equal"
      guard let comparison = isExact ? .exact(value) : MatchPattern.comparison(anchored: value) else { return nil }
      conditions.append(.init(place, comparison))
    }
    return conditions + (match["methods"]?.elements ?? []).compactMap { $0.string.map { .init(.method, .exact($0)) } }
  }

  public func problem(at site: RouteSite) -> RouterProblem? {
    guard let route = site.object(.apisixRoute, site.name),
      let conditions = route.content[["status", "conditions"]]?.array
    else { return nil }
    let generation = route.content[["metadata", "generation"]]?.integer ?? 0
    guard let refusal = conditions.first(where: { $0["status"]?.string == "False" }),
      refusal["observedGeneration"]?.integer ?? generation >= generation
    else { return nil }
    return RouterProblem(
      .refused, "APISIX refuses ApisixRoute `\(site.name)`: \(refusal["message"]?.string ?? "no reason given")")
  }
}
