extension Validation {
  /// What the settings of the router get wrong, and what the strategy needs of it in vain.
  static func routerIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let choice = spec.traffic.router.choice
    let path = "spec.traffic.router.\(choice.name)"
    return settingIssues(choice, spec, at: path) + spec.routerNeeds.compactMap { lack($0, of: choice) }
  }

  /// A need that the router does not meet, with the routers that would.
  private static func lack(_ need: RouterNeed, of choice: RouterChoice) -> FieldIssue? {
    guard !choice.capabilities.offers(need.ability) else { return nil }
    let able = RouterChoice.all.filter { $0.name != choice.name && $0.capabilities.offers(need.ability) }.map(\.name)
    let advice = able.isEmpty ? "no router can" : "these can: \(able.joined(separator: ", "))"
    return issue(
      need.path, need.value,
      "must be something that the router `\(choice.name)` can do, which cannot "
        + "\(text(need.ability, choice.capabilities)); \(advice)")
  }

  private static func text(_ ability: RouterNeed.Ability, _ capabilities: RouterCapabilities) -> String {
    switch ability {
    case .share: "give shares other than multiples of \(capabilities.weightGrain?.text ?? "0.01%")"
    case .mirror:
      capabilities.mirrorGrain.map { "mirror other than multiples of \($0.text)" } ?? "mirror requests"
    case .matching(.expression): "match prefixes or regular expressions"
    case .matching(let matching): "match by \(matching)"
    case .conditions: "match by more than \(counted(capabilities.conditions, "condition")) at once"
    case .cookies: "match by more than \(counted(capabilities.cookies, "cookie")) at once"
    case .stickiness(.cookie): "keep a client with one revision by a cookie"
    case .stickiness(.headerHash): "keep a client with one revision by the hash of a header"
    case .revisions: "divide traffic among more than \(capabilities.revisions) revisions"
    case .rules:
      "have more than \(capabilities.rules) rules in its route: one for each arm with a `match`, one for each version "
        + "that a cookie keeps clients with, and one for the shares"
    }
  }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private static func settingIssues(
    _ choice: RouterChoice, _ spec: ModelDeploymentSpec, at path: String
  ) -> [FieldIssue] {
    switch choice {
    case .service, .linkerd, .traefik: []
    case .gatewayAPI(let router): gatewayIssues(router, at: path)
    case .istio(let router):
      hostIssues(router.hosts, at: "\(path).hosts") + attachIssues(router.attach, besides: router.hosts, at: path)
    case .contour(let router):
      hostIssues([router.fqdn].compactMap(\.self), at: "\(path).fqdn") + pathIssues(router.path, at: path)
    case .kuma(let router): pathIssues(router.path, at: path)
    case .apisix(let router):
      hostIssues(router.hosts, at: "\(path).hosts") + pathIssues(router.path, at: path)
        + domainIssues(router.clusterDomain, at: path)
    case .alb(let router): ingressIssues(router.hostname, router.path, at: path) + loadBalancerIssues(spec)
    case .skipper(let router): ingressIssues(router.hostname, router.path, at: path)
    case .nginx(let router):
      ingressIssues(router.hostname, router.path, at: path) + domainIssues(router.clusterDomain, at: path)
        + [retired(path)]
    }
  }

  private static func gatewayIssues(_ router: GatewayRouter, at path: String) -> [FieldIssue] {
    var issues = hostIssues(router.hostnames, at: "\(path).hostnames") + pathIssues(router.path, at: path)
    issues += attachIssues(router.attach, besides: router.hostnames, at: path)
    if router.attach != nil, router.gateway != nil {
      issues.append(issue("\(path).gateway", "", "must not stand beside `attach`: the route has its gateway already"))
    }
    if router.routeProtocol == .grpc, router.path != "/" {
      issues.append(issue("\(path).path", router.path, "must not stand beside the protocol `GRPC`, which has no paths"))
    }
    if router.gateway == nil, router.attach == nil, !router.hostnames.isEmpty {
      issues.append(issue("\(path).hostnames", "", "must stand beside `gateway`: in a mesh the Service is the host"))
    }
    return issues
  }

  private static func attachIssues(
    _ attach: RouteAttachment?, besides hosts: [String], at path: String
  ) -> [FieldIssue] {
    guard attach != nil, !hosts.isEmpty else { return [] }
    return [issue("\(path).attach", "", "must not stand beside hosts: the route has its own already")]
  }

  private static func ingressIssues(_ hostname: String?, _ prefix: String, at path: String) -> [FieldIssue] {
    hostIssues([hostname].compactMap(\.self), at: "\(path).hostname") + pathIssues(prefix, at: path)
  }

  private static func hostIssues(_ hosts: [String], at path: String) -> [FieldIssue] {
    hosts.filter { !isHostname($0) }.map {
      issue(path, $0, "must be a DNS name in lower case; `*` may stand for its first label")
    }
  }

  private static func pathIssues(_ prefix: String, at path: String) -> [FieldIssue] {
    // What routers make of other characters differs, and a space would end the rule that some of them write.
    let isPlain = prefix.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#"?#"'`\{}"#.utf8.contains($0) }
    guard !prefix.hasPrefix("/") || !isPlain || prefix.contains("//") else { return [] }
    return [issue("\(path).path", prefix, "must be a path that starts with a slash, without query or quotes")]
  }

  private static func domainIssues(_ domain: String, at path: String) -> [FieldIssue] {
    guard !isSubdomain(domain) else { return [] }
    return [issue("\(path).clusterDomain", domain, "must be a DNS name in lower case")]
  }

  private static func retired(_ path: String) -> FieldIssue {
    issue(
      path, "",
      "must be replaced some day: ingress-nginx is not maintained any more since March 2026; "
        + "`gatewayAPI` is the way on", severity: .warning)
  }

  private static func isHostname(_ name: String) -> Bool {
    isSubdomain(name.hasPrefix("*.") ? String(name.dropFirst(2)) : name) && name.utf8.count <= 253
  }
}
