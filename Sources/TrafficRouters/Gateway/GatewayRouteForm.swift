import KubeCore
import SlipwayAPI

/// The parts of an HTTPRoute or a GRPCRoute, as they are written.
struct GatewayRouteForm {
  let kind: RouteKind
  private let path: String
  private let usesPools: Bool

  init(_ settings: GatewayRouter) {
    kind = settings.routeProtocol == .http ? .httpRoute : .grpcRoute
    path = settings.path
    usesPools = settings.inferencePool != nil
  }

  /// - Parameter cookie: keeps clients with a revision by rules that come after this one.
  func rule(
    _ conditions: [TrafficPlan.MatchCondition], _ backends: [JSONValue], mirror: TrafficPlan.Mirror?,
    over cookie: AffinityCookie? = nil, at site: RouteSite
  ) -> JSONValue {
    var rule: JSONValue = [:]
    let matches = [match(conditions), cookie.flatMap { match(conditions, over: $0) }].compactMap(\.self)
    if !matches.isEmpty { rule["matches"] = .array(matches) }
    if let mirror { rule["filters"] = [filter(mirror, at: site)] }
    rule["backendRefs"] = .array(backends)
    return rule
  }

  func backend(
    _ revision: String, weight: BasisPoints?, cookie: AffinityCookie? = nil, at site: RouteSite
  ) -> JSONValue {
    var backend = reference(revision, at: site)
    backend["weight"] = weight.map { .integer(Int64($0.rawValue)) }
    if let cookie, let weight, weight > .zero {
      backend["filters"] = [
        [
          "type": "ResponseHeaderModifier",
          "responseHeaderModifier": ["add": [["name": "Set-Cookie", "value": .string(cookie.header(revision))]]],
        ]
      ]
    }
    return backend
  }

  private func reference(_ revision: String, at site: RouteSite) -> JSONValue {
    let name = JSONValue.string(site.backend(revision))
    guard usesPools else { return ["name": name, "port": 80] }
    return ["group": .string(RouteKind.inferencePool.resourceType.group), "kind": "InferencePool", "name": name]
  }

  private func filter(_ mirror: TrafficPlan.Mirror, at site: RouteSite) -> JSONValue {
    var settings: JSONValue = ["backendRef": reference(mirror.revision, at: site)]
    let share = Int64(mirror.share.rawValue)
    // All is what a mirror gets without a word, also where the definition knows no parts of it (before 1.3).
    if mirror.share == .whole { return ["type": "RequestMirror", "requestMirror": settings] }
    if share.isMultiple(of: 100) {
      settings["percent"] = .integer(share / 100)
    } else {
      settings["fraction"] = ["numerator": .integer(share), "denominator": 10_000]
    }
    return ["type": "RequestMirror", "requestMirror": settings]
  }

  // MARK: Matches

  /// The match of a client that has the cookie, where the rule would come after those for the cookie: the API puts more
  /// headers before all else but paths and methods, and the order of rules last.
  private func match(_ conditions: [TrafficPlan.MatchCondition], over cookie: AffinityCookie) -> JSONValue? {
    let isBefore = conditions.contains { if case .query = $0.place { false } else { true } }
    return conditions.isEmpty || isBefore ? nil : match(conditions + [cookie.anyCondition])
  }

  private func match(_ conditions: [TrafficPlan.MatchCondition]) -> JSONValue? {
    var match: JSONValue = [:]
    if kind == .httpRoute { match["path"] = ["type": "PathPrefix", "value": .string(path)] }
    var headers: [JSONValue] = []
    var parameters: [JSONValue] = []
    for condition in conditions {
      switch condition.place {
      case .header(let name): headers.append(entry(name, condition.comparison))
      case .cookie(let name):
        headers.append(entry("Cookie", .expression(MatchPattern.cookie(name, condition.comparison))))
      case .query(let name): parameters.append(entry(name, condition.comparison))
      case .method: if case .exact(let method) = condition.comparison { match["method"] = .string(method) }
      }
    }
    if !headers.isEmpty { match["headers"] = .array(headers) }
    if !parameters.isEmpty { match["queryParams"] = .array(parameters) }
    return match == [:] ? nil : match
  }

  private func entry(_ name: String, _ comparison: MatchPattern.Comparison) -> JSONValue {
    if case .exact(let value) = comparison { return ["type": "Exact", "name": .string(name), "value": .string(value)] }
    return [
      "type": "RegularExpression", "name": .string(name), "value": .string(MatchPattern.text(comparison)),
    ]
  }
}
