import HTTPTypes
import KubeCore

/// The HTTPRoutes of a cluster whose parents are Services, and from them the rules for the requests to each Service.
struct RouteTable: Sendable {
  private struct Route: Sendable {
    var object: LocalRoute
    var parents: [ObjectKey]
    var rules: [RouteRule]
  }

  private var routes: [ObjectKey: Route] = [:]
  private var listed: Set<ObjectKey>?

  mutating func apply(_ route: LocalRoute) {
    listed?.insert(route.key)
    let rules = route.content[["spec", "rules"]]?.elements ?? []
    routes[route.key] = Route(
      object: route, parents: route.parentServices,
      rules: rules.map { RouteRule($0, namespace: route.metadata.namespace) })
  }

  mutating func remove(_ key: ObjectKey) { routes[key] = nil }

  mutating func beginList() { listed = [] }

  /// What the list has not shown is gone.
  mutating func endList() {
    guard let listed else { return }
    self.listed = nil
    routes = routes.filter { listed.contains($0.key) }
  }

  /// The routes that lead to a Service.
  func routes(to service: ObjectKey) -> [LocalRoute] {
    routes.values.map(\.object).filter { $0.backendServices.contains(service) }
  }

  /// Whether any route is for a Service.
  func isRouted(_ service: ObjectKey) -> Bool { routes.values.contains { $0.parents.contains(service) } }

  /// The rule for a request to a Service, by the API's order of precedence; of equals the first.
  func rule(for request: HTTPRequest, to service: ObjectKey) -> RouteRule? {
    var best: (precedence: [Int], rule: RouteRule)?
    for (_, route) in routes.sorted(by: { $0.key < $1.key }) where route.parents.contains(service) {
      for rule in route.rules {
        for match in rule.matches where match.admits(request) {
          if let known = best, !known.precedence.lexicographicallyPrecedes(match.precedence) { continue }
          best = (match.precedence, rule)
        }
      }
    }
    return best?.rule
  }
}
