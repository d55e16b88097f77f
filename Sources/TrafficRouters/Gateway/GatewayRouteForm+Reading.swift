import KubeCore
import SlipwayAPI

extension GatewayRouteForm {
  /// The shares of a rule; `nil` when a backend is none of ours.
  func shares(of rule: JSONValue, at site: RouteSite) -> [TrafficPlan.Share]? {
    guard let backends = rule["backendRefs"]?.array, !backends.isEmpty else { return nil }
    var shares: [TrafficPlan.Share] = []
    for backend in backends {
      guard let revision = site.revision(ofBackend: backend["name"]?.string), let weight = backend["weight"]?.integer
      else { return nil }
      shares.append(site.share(revision, Int(clamping: weight)))
    }
    return shares
  }

  /// The only revision that a rule leads to.
  func revision(of rule: JSONValue, at site: RouteSite) -> String? {
    guard let backends = rule["backendRefs"]?.array, backends.count == 1 else { return nil }
    return site.revision(ofBackend: backends.first?["name"]?.string)
  }

  /// The cookie that the backends of a rule set.
  func cookie(of rule: JSONValue) -> AffinityCookie? {
    let filters = rule["backendRefs"]?.elements.flatMap { $0["filters"]?.elements ?? [] } ?? []
    return filters.lazy.flatMap { $0[["responseHeaderModifier", "add"]]?.elements ?? [] }
      .first { $0["name"]?.string == "Set-Cookie" }
      .flatMap { AffinityCookie(header: $0["value"]?.string ?? "") }
  }

  func mirror(of rule: JSONValue, at site: RouteSite) -> TrafficPlan.Mirror? {
    guard
      let filter = rule["filters"]?.elements.first(where: { $0["type"]?.string == "RequestMirror" })?["requestMirror"],
      let revision = site.revision(ofBackend: filter[["backendRef", "name"]]?.string)
    else { return nil }
    if let percent = filter["percent"]?.integer {
      return .init(revision: revision, share: BasisPoints(percent: Int(clamping: percent)))
    }
    guard let numerator = filter[["fraction", "numerator"]]?.integer else {
      return .init(revision: revision, share: .whole)
    }
    let denominator = filter[["fraction", "denominator"]]?.integer ?? 100
    return .init(
      revision: revision, share: BasisPoints(part: Int(clamping: numerator), of: Int(clamping: denominator)))
  }

  /// What a request must have for a rule; `nil` when the rule is not as it is written here.
  func conditions(of rule: JSONValue) -> [TrafficPlan.MatchCondition]? {
    // A second match is the same for clients with a cookie.
    guard let matches = rule["matches"]?.array, matches.count <= 2, let match = matches.first else { return nil }
    var conditions: [TrafficPlan.MatchCondition] = []
    for header in match["headers"]?.elements ?? [] {
      let (name, value) = (header["name"]?.string ?? "", header["value"]?.string ?? "")
      if let cookie = name == "Cookie" ? MatchPattern.cookie(in: value) : nil {
        conditions.append(cookie)
      } else {
        conditions.append(.init(.header(name), comparison(header, value)))
      }
    }
    conditions += (match["queryParams"]?.elements ?? []).map { parameter in
      .init(.query(parameter["name"]?.string ?? ""), comparison(parameter, parameter["value"]?.string ?? ""))
    }
    if let method = match["method"]?.string { conditions.append(.init(.method, .exact(method))) }
    return conditions
  }

  private func comparison(_ entry: JSONValue, _ value: String) -> MatchPattern.Comparison {
    entry["type"]?.string == "RegularExpression" ? MatchPattern.comparison(value) : .exact(value)
  }
}
