import KubeCore
import SlipwayAPI

/// The parts of a VirtualService, as they are written.
enum IstioRouteForm {
  /// The host whose subsets are the revisions.
  static func host(at site: RouteSite) -> String { "\(site.name)-all" }

  static func route(
    _ name: String, _ conditions: [TrafficPlan.MatchCondition], _ destinations: [JSONValue],
    mirror: TrafficPlan.Mirror?, at site: RouteSite
  ) -> JSONValue {
    var route: JSONValue = ["name": .string(name)]
    if !conditions.isEmpty { route["match"] = [match(conditions)] }
    route["route"] = .array(destinations)
    if let mirror {
      route["mirror"] = place(mirror.revision, at: site)
      route["mirrorPercentage"] = ["value": .double(Double(mirror.share.rawValue) / 100)]
    }
    return route
  }

  static func destination(
    _ revision: String, weight: BasisPoints?, cookie: AffinityCookie? = nil, at site: RouteSite
  ) -> JSONValue {
    var destination: JSONValue = ["destination": place(revision, at: site)]
    destination["weight"] = weight.map { .integer(Int64($0.rawValue / 100)) }
    if let cookie, let weight, weight > .zero {
      destination["headers"] = ["response": ["add": ["Set-Cookie": .string(cookie.header(revision))]]]
    }
    return destination
  }

  private static func place(_ revision: String, at site: RouteSite) -> JSONValue {
    ["host": .string(host(at: site)), "subset": .string(revision), "port": ["number": 80]]
  }

  private static func match(_ conditions: [TrafficPlan.MatchCondition]) -> JSONValue {
    var match: JSONValue = [:]
    for condition in conditions {
      let text = entry(condition.comparison)
      switch condition.place {
      case .header(let name): match[["headers", name.lowercased()]] = text
      case .cookie(let name):
        match[["headers", "cookie"]] = ["regex": .string(MatchPattern.cookie(name, condition.comparison))]
      case .query(let name): match[["queryParams", name]] = text
      case .method: match["method"] = text
      }
    }
    return match
  }

  private static func entry(_ comparison: MatchPattern.Comparison) -> JSONValue {
    switch comparison {
    case .exact(let value): ["exact": .string(value)]
    case .prefix(let value): ["prefix": .string(value)]
    case .expression(let text): ["regex": .string(text)]
    }
  }
}

// MARK: Reading

extension IstioRouteForm {
  static func shares(of route: JSONValue, at site: RouteSite) -> [TrafficPlan.Share]? {
    guard let destinations = route["route"]?.array, !destinations.isEmpty else { return nil }
    var shares: [TrafficPlan.Share] = []
    for destination in destinations {
      guard let revision = destination[["destination", "subset"]]?.string else { return nil }
      // An only destination needs no weight.
      let weight = destination["weight"]?.integer ?? (destinations.count == 1 ? 100 : 0)
      shares.append(site.share(revision, Int(clamping: weight.multipliedReportingOverflow(by: 100).partialValue)))
    }
    return shares
  }

  static func mirror(of route: JSONValue) -> TrafficPlan.Mirror? {
    guard let revision = route[["mirror", "subset"]]?.string else { return nil }
    let percent = route[["mirrorPercentage", "value"]]?.double ?? 100
    return .init(revision: revision, share: BasisPoints(rawValue: Int((min(max(percent, 0), 100) * 100).rounded())))
  }

  static func cookie(of route: JSONValue) -> AffinityCookie? {
    (route["route"]?.elements ?? []).lazy.compactMap { $0[["headers", "response", "add", "Set-Cookie"]]?.string }.first
      .flatMap { AffinityCookie(header: $0) }
  }

  static func rule(_ route: JSONValue) -> TrafficPlan.MatchRule? {
    guard let match = route["match"]?[0], let destinations = route["route"]?.array, destinations.count == 1,
      let revision = destinations.first?[["destination", "subset"]]?.string
    else { return nil }
    let conditions =
      (match["headers"]?.object ?? [:]).map { header in
        (header.key == "cookie" ? header.value["regex"]?.string : nil).flatMap { MatchPattern.cookie(in: $0) }
          ?? .init(.header(header.key), comparison(header.value))
      } + (match["queryParams"]?.object ?? [:]).map { .init(.query($0.key), comparison($0.value)) }
      + [match["method"]].compactMap(\.self).map { .init(.method, comparison($0)) }
    return .init(name: route["name"]?.string ?? "", conditions: conditions, revision: revision)
  }

  private static func comparison(_ entry: JSONValue) -> MatchPattern.Comparison {
    entry["exact"]?.string.map { .exact($0) } ?? entry["prefix"]?.string.map { .prefix($0) }
      ?? .expression(entry["regex"]?.string ?? "")
  }
}
