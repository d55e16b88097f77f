import KubeCore
public import SlipwayAPI

/// Divides traffic by an HTTPProxy of Contour.
public struct HTTPProxyRouter: TrafficRouter {
  let settings: ContourRouter
  public let capabilities: RouterCapabilities
  public let kinds: [RouteKind] = [.httpProxy]

  public init(_ settings: ContourRouter) {
    self.settings = settings
    capabilities = RouterChoice.contour(settings).capabilities
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    var routes = plan.rules.map { rule in
      route(rule.conditions, [service(rule.revision, at: site)], plan.mirror, at: site)
    }
    let shares = plan.shares.map { share in
      service(share.revision, at: site, ["weight": .integer(Int64(share.weight.rawValue))])
    }
    routes.append(route([], shares, plan.mirror, at: site))
    var spec: JSONValue = [:]
    spec["virtualhost"] = settings.fqdn.map { ["fqdn": .string($0)] }
    spec["ingressClassName"] = settings.ingressClassName.map { .string($0) }
    spec["routes"] = .array(routes)
    return [site.make(.httpProxy, site.name, annotations: RuleNames.annotations(plan), spec: spec)]
  }

  private func route(
    _ conditions: [TrafficPlan.MatchCondition], _ services: [JSONValue], _ mirror: TrafficPlan.Mirror?,
    at site: RouteSite
  ) -> JSONValue {
    let copies = mirror.map { mirror in
      service(mirror.revision, at: site, ["weight": .integer(Int64(mirror.share.rawValue / 100)), "mirror": true])
    }
    return [
      "conditions": .array([["prefix": .string(settings.path)]] + conditions.map(Self.condition)),
      "services": .array(services + [copies].compactMap(\.self)),
    ]
  }

  private func service(_ revision: String, at site: RouteSite, _ more: JSONObject = [:]) -> JSONValue {
    .object(
      JSONObject([("name", .string(site.backend(revision))), ("port", 80)] + more.map { ($0.key, $0.value) }))
  }

  private static func condition(_ condition: TrafficPlan.MatchCondition) -> JSONValue {
    switch condition.place {
    case .header(let name), .cookie(let name):
      ["header": .object(entry(name, condition.comparison, prefixed: false))]
    case .query(let name): ["queryParameter": .object(entry(name, condition.comparison, prefixed: true))]
    case .method: ["header": ["name": ":method", "exact": .string(MatchPattern.text(condition.comparison))]]
    }
  }

  private static func entry(
    _ name: String, _ comparison: MatchPattern.Comparison, prefixed: Bool
  ) -> JSONObject {
    let (key, value) =
      switch comparison {
      case .exact(let value): ("exact", value)
      case .prefix(let value) where prefixed: ("prefix", value)
      case .prefix, .expression: ("regex", MatchPattern.text(comparison))
      }
    return ["name": .string(name), key: .string(value)]
  }

  // MARK: Reading

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let proxy = site.object(.httpProxy, site.name), let routes = proxy.content[["spec", "routes"]]?.array,
      let last = routes.last
    else { return nil }
    var rules: [TrafficPlan.MatchRule] = []
    for (position, route) in routes.dropLast().enumerated() {
      guard let revision = shares(of: route, at: site)?.first?.revision, let conditions = Self.conditions(of: route)
      else { return nil }
      rules.append(.init(name: RuleNames.name(position, in: proxy), conditions: conditions, revision: revision))
    }
    guard let shares = shares(of: last, at: site) else { return nil }
    return TrafficPlan(shares: shares, mirror: mirror(of: last, at: site), rules: rules)
  }

  private func shares(of route: JSONValue, at site: RouteSite) -> [TrafficPlan.Share]? {
    var shares: [TrafficPlan.Share] = []
    for service in route["services"]?.elements ?? [] where service["mirror"]?.bool != true {
      guard let revision = site.revision(ofBackend: service["name"]?.string) else { return nil }
      shares.append(site.share(revision, Int(clamping: service["weight"]?.integer ?? 0)))
    }
    return shares.isEmpty ? nil : shares
  }

  private func mirror(of route: JSONValue, at site: RouteSite) -> TrafficPlan.Mirror? {
    guard let copy = route["services"]?.elements.first(where: { $0["mirror"]?.bool == true }),
      let revision = site.revision(ofBackend: copy["name"]?.string)
    else { return nil }
    return .init(revision: revision, share: BasisPoints(percent: Int(clamping: copy["weight"]?.integer ?? 100)))
  }

  private static func conditions(of route: JSONValue) -> [TrafficPlan.MatchCondition]? {
    var conditions: [TrafficPlan.MatchCondition] = []
    for entry in route["conditions"]?.elements.dropFirst() ?? [] {
      let place: TrafficPlan.MatchCondition.Place? =
        entry["header"]?["name"]?.string.map { .header($0) }
        ?? entry["queryParameter"]?["name"]?.string.map { .query($0) }
      guard let place, let fields = entry["header"] ?? entry["queryParameter"] else { return nil }
      let comparison =
        fields["exact"]?.string.map { MatchPattern.Comparison.exact($0) }
        ?? fields["prefix"]?.string.map { .prefix($0) }
        ?? MatchPattern.comparison(fields["regex"]?.string ?? "")
      conditions.append(.init(place, comparison))
    }
    return conditions
  }

  public func problem(at site: RouteSite) -> RouterProblem? {
    guard let proxy = site.object(.httpProxy, site.name) else { return nil }
    let generation = proxy.content[["metadata", "generation"]]?.integer ?? 0
    let valid = proxy.content[["status", "conditions"]]?.elements.first { $0["type"]?.string == "Valid" }
    guard let valid, valid["observedGeneration"]?.integer ?? generation >= generation else {
      return RouterProblem(
        .unconfirmed, "Contour has not confirmed the newest state of HTTPProxy `\(site.name)` yet.")
    }
    guard valid["status"]?.string != "True" else { return nil }
    // A proxy without a host waits for another one to include it.
    if settings.fqdn == nil, proxy.content[["status", "currentStatus"]]?.string == "orphaned" {
      return RouterProblem(.unconfirmed, "No HTTPProxy includes HTTPProxy `\(site.name)` yet.")
    }
    return RouterProblem(
      .refused, "Contour refuses HTTPProxy `\(site.name)`: \(valid["message"]?.string ?? "no reason given")")
  }
}
