import KubeCore
public import SlipwayAPI

/// Divides traffic by the forward actions of an Ingress for the AWS Load Balancer Controller.
public struct ALBIngressRouter: TrafficRouter {
  let settings: ALBRouter
  public let capabilities: RouterCapabilities
  public let kinds: [RouteKind] = [.ingress]
  private let form: IngressForm
  private static let prefix = "alb.ingress.kubernetes.io/"
  /// The load balancer's cookie has a name of its own; this remembers the one that was asked for.
  private static let cookieAnnotation = "slipway.dev/affinity"

  public init(_ settings: ALBRouter) {
    self.settings = settings
    capabilities = RouterChoice.alb(settings).capabilities
    form = IngressForm(hostname: settings.hostname, path: settings.path, className: settings.ingressClassName)
  }

  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] {
    // Only pods can be targets: the Services of revisions have no node ports.
    var annotations = [Self.prefix + "target-type": "ip"]
    let cookie = AffinityCookie(plan.affinity)
    for rule in plan.rules {
      let share = TrafficPlan.Share(revision: rule.revision, track: .candidate, weight: .whole)
      annotations[Self.prefix + "actions.\(rule.name)"] = action([share], nil, at: site).description
      annotations[Self.prefix + "conditions.\(rule.name)"] = ALBCondition.json(rule.conditions).description
    }
    let main = RuleNames.free(site.name, in: plan)
    annotations[Self.prefix + "actions.\(main)"] = action(plan.shares, cookie, at: site).description
    annotations[Self.cookieAnnotation] = cookie?.name
    let actions = plan.rules.map(\.name) + [main]
    return [form.make(site.name, actions.map { ($0, ["name": "use-annotation"]) }, annotations, at: site)]
  }

  private func action(
    _ shares: [TrafficPlan.Share], _ cookie: AffinityCookie?, at site: RouteSite
  ) -> JSONValue {
    let groups = shares.map { share -> JSONValue in
      [
        "serviceName": .string(site.backend(share.revision)), "servicePort": "80",
        "weight": .integer(Int64(share.weight.rawValue / 100)),
      ]
    }
    var forward: JSONValue = ["targetGroups": .array(groups)]
    if let cookie {
      forward["targetGroupStickinessConfig"] = ["enabled": true, "durationSeconds": .integer(cookie.seconds)]
    }
    return ["type": "forward", "forwardConfig": forward]
  }

  // MARK: Reading

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let ingress = site.object(.ingress, site.name) else { return nil }
    let actions = IngressForm.services(of: ingress)
    guard let main = actions.last, let shares = shares(of: main, ingress, at: site) else { return nil }
    var rules: [TrafficPlan.MatchRule] = []
    for name in actions.dropLast() {
      guard let revision = self.shares(of: name, ingress, at: site)?.first?.revision,
        let text = ingress.annotation(Self.prefix + "conditions.\(name)"),
        let conditions = ALBCondition.conditions(text)
      else { return nil }
      rules.append(.init(name: name, conditions: conditions, revision: revision))
    }
    var plan = TrafficPlan(shares: shares, rules: rules)
    let stickiness = forward(main, ingress)?["targetGroupStickinessConfig"]
    if let seconds = stickiness?["durationSeconds"]?.integer, let name = ingress.annotation(Self.cookieAnnotation) {
      plan.affinity = .cookie(name: name, lifetime: .seconds(seconds))
    }
    return plan
  }

  private func forward(_ action: String, _ ingress: RouteObject) -> JSONValue? {
    ingress.annotation(Self.prefix + "actions.\(action)").flatMap { try? JSONParser.parse(Array($0.utf8)) }?[
      "forwardConfig"]
  }

  private func shares(of action: String, _ ingress: RouteObject, at site: RouteSite) -> [TrafficPlan.Share]? {
    var shares: [TrafficPlan.Share] = []
    for group in forward(action, ingress)?["targetGroups"]?.elements ?? [] {
      guard let revision = site.revision(ofBackend: group["serviceName"]?.string), let weight = group["weight"]?.integer
      else { return nil }
      shares.append(site.share(revision, Int(clamping: weight) * 100))
    }
    return shares.isEmpty ? nil : shares
  }
}
