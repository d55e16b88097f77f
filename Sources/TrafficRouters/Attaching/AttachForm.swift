import KubeCore
import SlipwayAPI

/// Where a route of the user's has backends, and what they look like.
enum AttachForm: Sendable {
  case gateway(GatewayRouter)
  case istio

  var kind: RouteKind {
    switch self {
    case .gateway(let settings): settings.routeProtocol == .http ? .httpRoute : .grpcRoute
    case .istio: .virtualService
    }
  }

  /// The kinds that Slipway writes where it has a route of its own, in that order.
  var kinds: [RouteKind] { kind == .virtualService ? [.service, .destinationRule, kind] : [kind] }

  /// The field of the spec that lists the rules.
  var rules: String { kind == .virtualService ? "http" : "rules" }
  /// The field of a rule that lists its backends.
  var backends: String { kind == .virtualService ? "route" : "backendRefs" }

  private var namePath: [String] { kind == .virtualService ? ["destination", "host"] : ["name"] }
  private var unit: Int { kind == .virtualService ? 100 : 1 }

  /// The Service that a backend names; the domain after it is left out.
  func service(of backend: JSONValue, at site: RouteSite) -> String? {
    guard let host = backend[namePath]?.string else { return nil }
    guard case .istio = self else { return isService(backend, at: site) ? host : nil }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count == 1 || labels[1] == site.namespace ? labels.first.map(String.init) : nil
  }

  private func isService(_ backend: JSONValue, at site: RouteSite) -> Bool {
    (backend["kind"]?.string ?? "Service") == "Service"
      && (backend["namespace"]?.string ?? site.namespace) == site.namespace
  }

  /// A backend like one that was found, but of a revision and with a weight.
  func backend(like found: JSONValue, _ share: TrafficPlan.Share, at site: RouteSite) -> JSONValue {
    var backend = found
    backend[namePath] = .string(site.backend(share.revision) + domain(of: found))
    backend["weight"] = .integer(Int64(share.weight.rawValue / unit))
    return backend
  }

  /// What a backend has beside its name and weight.
  func bare(_ backend: JSONValue) -> JSONValue {
    var bare = backend
    bare[namePath] = .string(domain(of: backend))
    bare["weight"] = nil
    return bare
  }

  /// The backend in whose place one of a revision stands.
  func original(of backend: JSONValue, at site: RouteSite) -> JSONValue {
    var original = bare(backend)
    original[namePath] = .string(site.name + domain(of: backend))
    return original
  }

  /// What follows the name of a Service, such as `.ml.svc.cluster.local`.
  private func domain(of backend: JSONValue) -> String {
    String(backend[namePath]?.string?.drop { $0 != "." } ?? "")
  }

  func share(of backend: JSONValue, at site: RouteSite) -> TrafficPlan.Share? {
    guard let revision = site.revision(ofBackend: service(of: backend, at: site)) else { return nil }
    return site.share(revision, Int(clamping: backend["weight"]?.integer ?? 1) * unit)
  }
}
