import KubeCore
public import SlipwayAPI

/// Divides traffic by the backend weights of an Ingress for Skipper, and tells requests apart by Ingresses with
/// predicates.
public struct SkipperIngressRouter: TrafficRouter {
  let settings: SkipperRouter
  public let capabilities: RouterCapabilities
  public let kinds: [RouteKind] = [.ingress]
  private let form: IngressForm
  private static let (weights, predicate) = ("zalando.org/backend-weights", "zalando.org/skipper-predicate")

  public init(_ settings: SkipperRouter) {
    self.settings = settings
    capabilities = RouterChoice.skipper(settings).capabilities
    form = IngressForm(hostname: settings.hostname, path: settings.path, className: settings.ingressClassName)
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    let rules = plan.rules.enumerated().map { position, rule in
      // The first rule must win whatever the number of its predicates is.
      let weight = PredicateText.Call(name: "Weight", arguments: [.number((plan.rules.count - position) * 100)])
      let text = PredicateText([weight] + rule.conditions.map(SkipperPredicate.call)).text
      return form.make(
        "\(site.name)-\(rule.name)", [(site.backend(rule.revision), IngressForm.port80)], [Self.predicate: text],
        at: site)
    }
    let shares = plan.shares.map { (site.backend($0.revision), JSONValue.integer(Int64($0.weight.rawValue))) }
    let main = form.make(
      site.name, shares.map { ($0.0, IngressForm.port80) },
      [Self.weights: JSONValue.object(JSONObject(shares)).description], at: site)
    return [main] + rules
  }

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let main = site.object(.ingress, site.name), let text = main.annotation(Self.weights),
      let weights = (try? JSONParser.parse(Array(text.utf8)))?.object
    else { return nil }
    var shares: [TrafficPlan.Share] = []
    for service in IngressForm.services(of: main) {
      guard let revision = site.revision(ofBackend: service), let weight = weights[service]?.integer else { return nil }
      shares.append(site.share(revision, Int(clamping: weight)))
    }
    guard let rules = rules(at: site), !shares.isEmpty else { return nil }
    return TrafficPlan(shares: shares, rules: rules)
  }

  private func rules(at site: RouteSite) -> [TrafficPlan.MatchRule]? {
    var found: [(weight: Int, rule: TrafficPlan.MatchRule)] = []
    for ingress in site.owned(kinds) where ingress.name != site.name {
      guard let text = ingress.annotation(Self.predicate), let calls = PredicateText(text)?.calls,
        let weight = calls.first?.arguments.first?.number,
        let revision = site.revision(ofBackend: IngressForm.services(of: ingress).first)
      else { return nil }
      let conditions = calls.dropFirst().map(SkipperPredicate.condition)
      guard !conditions.contains(nil) else { return nil }
      let name = String(ingress.name.dropFirst(site.name.count + 1))
      found.append((weight, .init(name: name, conditions: conditions.compactMap(\.self), revision: revision)))
    }
    return found.sorted { $0.weight > $1.weight }.map(\.rule)
  }
}
