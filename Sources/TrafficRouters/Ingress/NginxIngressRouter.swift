import KubeCore
public import SlipwayAPI

/// Divides traffic between two Ingresses, as ingress-nginx does: one of the stable version, and one that is marked as a
/// canary.
///
/// It knows two revisions and one rule, which leads to the candidate and looks at one header.
public struct NginxIngressRouter: TrafficRouter {
  let settings: NginxRouter
  public let capabilities: RouterCapabilities
  public let kinds: [RouteKind] = [.ingress]
  private let form: IngressForm

  public init(_ settings: NginxRouter) {
    self.settings = settings
    capabilities = RouterChoice.nginx(settings).capabilities
    form = IngressForm(hostname: settings.hostname, path: settings.path, className: settings.ingressClassName)
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    guard let primary = plan.shares.first?.revision else { return [] }
    var objects = [ingress(site.name, primary, mirrorAnnotations(plan.mirror, at: site), at: site)]
    if let canary = canary(plan) {
      objects.append(ingress(canaryName(site), canary.revision, canaryAnnotations(canary.weight, plan.rules), at: site))
    } else if let remaining = site.object(.ingress, canaryName(site)), revision(of: site.name, at: site) != primary {
      // It goes once the other one has been seen to serve what it serves.
      objects.append(remaining.declaration)
    }
    return objects
  }

  private func canary(_ plan: TrafficPlan) -> (revision: String, weight: BasisPoints)? {
    if let share = plan.shares.dropFirst().first { return (share.revision, share.weight) }
    return plan.rules.first.map { ($0.revision, .zero) }
  }

  private func canaryName(_ site: RouteSite) -> String { "\(site.name)-canary" }

  private func ingress(
    _ name: String, _ revision: String, _ annotations: [String: String], at site: RouteSite
  ) -> RouteObject {
    form.make(name, [(site.backend(revision), IngressForm.port80)], annotations, at: site)
  }

  private func key(_ name: String) -> String { "\(settings.annotationPrefix)/\(name)" }

  private func mirrorAnnotations(_ mirror: TrafficPlan.Mirror?, at site: RouteSite) -> [String: String] {
    guard let mirror, mirror.share > .zero else { return [:] }
    let host = site.host(mirror.revision, settings.clusterDomain)
    return [key("mirror-target"): "http://\(host)$request_uri", key("mirror-host"): host]
  }

  private func canaryAnnotations(_ weight: BasisPoints, _ rules: [TrafficPlan.MatchRule]) -> [String: String] {
    var annotations = [
      key("canary"): "true", key("canary-weight"): String(weight.rawValue), key("canary-weight-total"): "10000",
    ]
    guard let rule = rules.first, let condition = rule.conditions.first, case .header(let name) = condition.place else {
      return annotations
    }
    annotations[RuleNames.annotation] = rule.name
    annotations[key("canary-by-header")] = name
    if case .exact(let value) = condition.comparison {
      annotations[key("canary-by-header-value")] = value
    } else {
      annotations[key("canary-by-header-pattern")] = MatchPattern.anchored(condition.comparison)
    }
    return annotations
  }

  // MARK: Reading

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let main = site.object(.ingress, site.name), let primary = revision(of: site.name, at: site) else {
      return nil
    }
    let mirror = mirror(of: main, at: site)
    guard let canary = site.object(.ingress, canaryName(site)) else {
      return TrafficPlan(shares: [site.share(primary, 10_000)], mirror: mirror)
    }
    guard let revision = revision(of: canaryName(site), at: site),
      let weight = canary.annotation(key("canary-weight")).flatMap({ Int($0) }),
      canary.annotation(key("canary-weight-total")) == "10000"
    else { return nil }
    let share = BasisPoints(rawValue: weight)
    return TrafficPlan(
      shares: [site.share(primary, share.complement.rawValue), site.share(revision, share.rawValue)], mirror: mirror,
      rules: rule(of: canary, revision))
  }

  private func revision(of ingress: String, at site: RouteSite) -> String? {
    site.object(.ingress, ingress).flatMap { site.revision(ofBackend: IngressForm.services(of: $0).first) }
  }

  private func mirror(of ingress: RouteObject, at site: RouteSite) -> TrafficPlan.Mirror? {
    let host = ingress.annotation(key("mirror-host"))
    return site.revision(ofBackend: host?.split(separator: ".").first.map(String.init)).map {
      .init(revision: $0, share: .whole)
    }
  }

  private func rule(of canary: RouteObject, _ revision: String) -> [TrafficPlan.MatchRule] {
    guard let header = canary.annotation(key("canary-by-header")) else { return [] }
    let comparison =
      canary.annotation(key("canary-by-header-value")).map { MatchPattern.Comparison.exact($0) }
      ?? canary.annotation(key("canary-by-header-pattern")).flatMap { MatchPattern.comparison(anchored: $0) }
    guard let comparison else { return [] }
    return [
      .init(
        name: RuleNames.name(0, in: canary), conditions: [.init(.header(header), comparison)], revision: revision)
    ]
  }
}
