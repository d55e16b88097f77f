import KubeCore
public import SlipwayAPI

/// Writes weights into a route of the user's: an HTTPRoute, a GRPCRoute or a VirtualService.
///
/// It takes the place of a backend wherever that is the apex Service and a rule's only one. What it found there is kept in
/// an annotation of the route, so that it can be put back by whoever comes after a crash. Nothing else is touched.
public struct AttachedRouter: TrafficRouter {
  let form: AttachForm
  let route: String
  public let capabilities: RouterCapabilities
  public var kinds: [RouteKind] { form.kinds }
  public var attachment: RouteObject.ID? { RouteObject.ID(kind: form.kind, name: route) }

  init(_ form: AttachForm, to attachment: RouteAttachment) {
    self.form = form
    route = attachment.name
    switch form {
    case .gateway(let settings): capabilities = RouterChoice.gatewayAPI(settings).capabilities
    case .istio:
      var settings = IstioRouter()
      settings.attach = attachment
      capabilities = RouterChoice.istio(settings).capabilities
    }
  }

  /// The router that has written into a route, to undo it; `nil` for an object of another kind.
  init?(reading object: RouteObject) {
    var settings = GatewayRouter()
    switch object.kind {
    case .httpRoute: break
    case .grpcRoute: settings.routeProtocol = .grpc
    case .virtualService:
      self.init(.istio, to: RouteAttachment(name: object.name))
      return
    default: return nil
    }
    self.init(.gateway(settings), to: RouteAttachment(name: object.name))
  }

  /// None is Slipway's own.
  public func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject] { [] }

  public func plan(at site: RouteSite) -> TrafficPlan? {
    guard let object = site.object(form.kind, route) else { return nil }
    let places = places(in: object, at: site)
    guard let first = places.first, !places.contains(where: { $0.shares != first.shares }), let shares = first.shares
    else { return nil }
    return TrafficPlan(shares: shares)
  }

  public func problem(at site: RouteSite) -> RouterProblem? {
    let title = "\(form.kind.rawValue) `\(route)`"
    guard let object = site.object(form.kind, route) else {
      return RouterProblem(.noPlace, "There is no \(title) to write weights into.")
    }
    guard !places(in: object, at: site).isEmpty else {
      return RouterProblem(
        .noPlace, "\(title) has no rule whose only backend is the Service `\(site.name)`, to be replaced by weights.")
    }
    return form.kind == .virtualService ? nil : RouteAcceptance.problem(of: object)
  }

  // MARK: Writing

  public func writes(for plan: TrafficPlan, at site: RouteSite) -> [RouteWrite] {
    guard plan.total > 0, let object = site.object(form.kind, route) else { return [] }
    let places = places(in: object, at: site)
    guard !places.isEmpty else { return [] }
    let originals = originals(of: places, in: object, at: site)
    let shares = plan.rounded(for: capabilities).shares
    let filled = originals.map { original in
      JSONValue.array(shares.map { form.backend(like: original, $0, at: site) })
    }
    // A revision without a share goes too, before its Service does: a gateway refuses a route that names what is gone.
    guard zip(places, filled).allSatisfy({ JSONValue.array($0.backends).holds($1) }) else {
      let backends = zip(places, filled).map { ($0.rule, $1) }
      return [edit(object, backends, annotation: .string(JSONValue.array(originals).description), at: site)]
    }
    // What Slipway made when it had a route of its own goes once this one is followed.
    return problem(at: site) == nil ? site.owned(kinds).map { .delete($0) } : []
  }

  /// Puts back what was found.
  func farewell(at site: RouteSite) -> [RouteWrite] {
    guard let object = site.object(form.kind, route), object.annotation(Self.annotation(site.name)) != nil else {
      return []
    }
    let places = places(in: object, at: site)
    let restored = zip(places, originals(of: places, in: object, at: site)).map { place, original in
      (place.rule, JSONValue.array([original]))
    }
    return [edit(object, restored, annotation: .null, at: site)]
  }

  private func edit(
    _ object: RouteObject, _ backends: [(rule: Int, backends: JSONValue)], annotation: JSONValue, at site: RouteSite
  ) -> RouteWrite {
    var rules = object.content[["spec", form.rules]]?.elements ?? []
    for (rule, backends) in backends where rules.indices.contains(rule) { rules[rule][form.backends] = backends }
    // Lists are replaced whole by a patch; the version in it makes sure that nothing else changes by that.
    return .edit(
      object,
      changes: [
        "metadata": ["annotations": [Self.annotation(site.name): annotation]], "spec": [form.rules: .array(rules)],
      ])
  }

  // MARK: Places

  /// A rule that Slipway may write weights into.
  private struct Place {
    /// The index of the rule.
    var rule: Int
    var backends: [JSONValue]
    /// `nil` where the apex Service is the backend still.
    var shares: [TrafficPlan.Share]?
  }

  private func places(in object: RouteObject, at site: RouteSite) -> [Place] {
    let isAttached = object.annotation(Self.annotation(site.name)) != nil
    return (object.content[["spec", form.rules]]?.elements ?? []).enumerated().compactMap { index, rule in
      let backends = rule[form.backends]?.elements ?? []
      if backends.count == 1, form.service(of: backends[0], at: site) == site.name {
        return Place(rule: index, backends: backends)
      }
      // A rule of the user's may name revisions too: only what has been attached to is ours.
      let shares = backends.compactMap { form.share(of: $0, at: site) }
      guard isAttached, !shares.isEmpty, shares.count == backends.count else { return nil }
      return Place(rule: index, backends: backends, shares: shares)
    }
  }

  /// The backends that stood at places before.
  ///
  /// Whoever owns the route may have added, moved or changed rules since: what was found is known again by all but its
  /// name and weight, and what is not known again gets its name back.
  private func originals(of places: [Place], in object: RouteObject, at site: RouteSite) -> [JSONValue] {
    let text = object.annotation(Self.annotation(site.name)) ?? ""
    var kept = (try? JSONParser.parse(Array(text.utf8)))?.elements ?? []
    return places.map { place in
      let backend = place.backends.first ?? [:]
      guard place.shares != nil else { return backend }
      let index = kept.firstIndex { form.bare($0) == form.bare(backend) }
      return index.map { kept.remove(at: $0) } ?? form.original(of: backend, at: site)
    }
  }

  /// The annotation that keeps what was found for a deployment.
  public static func annotation(_ deployment: String) -> String { "slipway.dev/attached-\(deployment)" }
}
