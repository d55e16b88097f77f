import KubeCore
public import SlipwayAPI

/// Divides traffic by a MeshHTTPRoute of Kuma (2.9 and newer, where every Service is a MeshService).
public struct MeshHTTPRouteRouter: TrafficRouter {
  let settings: KumaRouter
  public let capabilities: RouterCapabilities
  public let kinds: [RouteKind] = [.meshHTTPRoute]

  public init(_ settings: KumaRouter) {
    self.settings = settings
    capabilities = RouterChoice.kuma(settings).capabilities
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    var rules = plan.rules.map { rule in
      self.rule(rule.conditions, [reference(rule.revision, at: site, port: 80)], plan.mirror, at: site)
    }
    let shares = plan.shares.map { share in
      var backend = reference(share.revision, at: site, port: 80)
      backend["weight"] = .integer(Int64(share.weight.rawValue))
      return backend
    }
    rules.append(rule([], shares, plan.mirror, at: site))
    return [
      site.make(
        .meshHTTPRoute, site.name, annotations: RuleNames.annotations(plan), labels: ["kuma.io/mesh": settings.mesh],
        spec: [
          "targetRef": ["kind": "Mesh"],
          "to": [["targetRef": service(site.name, at: site), "rules": .array(rules)]],
        ])
    ]
  }

  private func rule(
    _ conditions: [TrafficPlan.MatchCondition], _ backends: [JSONValue], _ mirror: TrafficPlan.Mirror?,
    at site: RouteSite
  ) -> JSONValue {
    var settings: JSONValue = [:]
    if let mirror {
      settings["filters"] = [
        [
          "type": "RequestMirror",
          "requestMirror": [
            "percentage": .integer(Int64(mirror.share.rawValue / 100)),
            "backendRef": reference(mirror.revision, at: site, port: 80),
          ],
        ]
      ]
    }
    settings["backendRefs"] = .array(backends)
    return ["matches": [match(conditions)], "default": settings]
  }

  private func reference(_ revision: String, at site: RouteSite, port: Int64) -> JSONValue {
    var reference = service(site.backend(revision), at: site)
    reference["port"] = .integer(port)
    return reference
  }

  /// By labels, since the newest versions know no other way to name a MeshService.
  ///
  /// Name, namespace and zone together make the route a policy of the producer, which holds for all clients; with fewer
  /// labels it is one of a consumer, which holds in its own namespace.
  private func service(_ name: String, at site: RouteSite) -> JSONValue {
    var labels = [Self.nameLabel: name, "k8s.kuma.io/namespace": site.namespace]
    labels["kuma.io/zone"] = settings.zone
    return ["kind": "MeshService", "labels": JSONValue(labels)]
  }

  private static let nameLabel = "kuma.io/display-name"

  private func match(_ conditions: [TrafficPlan.MatchCondition]) -> JSONValue {
    var match: JSONValue = ["path": ["type": "PathPrefix", "value": .string(settings.path)]]
    var headers: [JSONValue] = []
    var parameters: [JSONValue] = []
    for condition in conditions {
      switch condition.place {
      case .header(let name), .cookie(let name):
        headers.append(Self.entry(name.lowercased(), condition.comparison, prefixed: true))
      case .query(let name): parameters.append(Self.entry(name, condition.comparison, prefixed: false))
      case .method: if case .exact(let method) = condition.comparison { match["method"] = .string(method) }
      }
    }
    if !headers.isEmpty { match["headers"] = .array(headers) }
    if !parameters.isEmpty { match["queryParams"] = .array(parameters) }
    return match
  }

  private static func entry(
    _ name: String, _ comparison: MatchPattern.Comparison, prefixed: Bool
  ) -> JSONValue {
    let (type, value) =
      switch comparison {
      case .exact(let value): ("Exact", value)
      case .prefix(let value) where prefixed: ("Prefix", value)
      case .prefix, .expression: ("RegularExpression", MatchPattern.text(comparison))
      }
    return ["type": .string(type), "name": .string(name), "value": .string(value)]
  }

  // MARK: Reading

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let route = site.object(.meshHTTPRoute, site.name),
      let rules = route.content[["spec", "to"]]?[0]?["rules"]?.array, let last = rules.last,
      let shares = shares(of: last, at: site)
    else { return nil }
    var matches: [TrafficPlan.MatchRule] = []
    for (position, rule) in rules.dropLast().enumerated() {
      guard let revision = self.shares(of: rule, at: site)?.first?.revision, let match = rule["matches"]?[0] else {
        return nil
      }
      matches.append(
        .init(
          name: RuleNames.name(position, in: route), conditions: Self.conditions(of: match), revision: revision))
    }
    return TrafficPlan(shares: shares, mirror: mirror(of: last, at: site), rules: matches)
  }

  private func shares(of rule: JSONValue, at site: RouteSite) -> [TrafficPlan.Share]? {
    var shares: [TrafficPlan.Share] = []
    for backend in rule[["default", "backendRefs"]]?.elements ?? [] {
      guard let revision = revision(of: backend, at: site) else { return nil }
      shares.append(site.share(revision, Int(clamping: backend["weight"]?.integer ?? 1)))
    }
    return shares.isEmpty ? nil : shares
  }

  private func mirror(of rule: JSONValue, at site: RouteSite) -> TrafficPlan.Mirror? {
    guard let mirror = rule[["default", "filters"]]?[0]?["requestMirror"],
      let revision = revision(of: mirror["backendRef"] ?? [:], at: site)
    else { return nil }
    return .init(revision: revision, share: BasisPoints(percent: Int(clamping: mirror["percentage"]?.integer ?? 100)))
  }

  private func revision(of reference: JSONValue, at site: RouteSite) -> String? {
    site.revision(ofBackend: reference[["labels", Self.nameLabel]]?.string)
  }

  private static func conditions(of match: JSONValue) -> [TrafficPlan.MatchCondition] {
    func comparison(_ entry: JSONValue) -> MatchPattern.Comparison {
      let value = entry["value"]?.string ?? ""
      switch entry["type"]?.string {
      case "Prefix": return .prefix(value)
      case "RegularExpression": return MatchPattern.comparison(value)
      default: return .exact(value)
      }
    }
    return (match["headers"]?.elements ?? []).map { .init(.header($0["name"]?.string ?? ""), comparison($0)) }
      + (match["queryParams"]?.elements ?? []).map { .init(.query($0["name"]?.string ?? ""), comparison($0)) }
      + [match["method"]?.string].compactMap(\.self).map { .init(.method, .exact($0)) }
  }
}
