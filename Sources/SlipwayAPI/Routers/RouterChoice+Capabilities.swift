extension RouterChoice {
  /// What the router can do with these settings.
  ///
  /// Every entry rests on the published definition of the kind that the router writes; `docs/routers.md` has the table.
  public var capabilities: RouterCapabilities {
    switch self {
    case .service: RouterCapabilities(weights: .replicaRatio)
    case .gatewayAPI(let gateway): Self.gateway(gateway)
    case .istio(let istio): istio.attach == nil ? Self.istio : .weightsOnly(grain: .percent)
    case .linkerd:
      RouterCapabilities(weights: .grain(.point), matching: [.header, .query, .method, .expression], revisions: 16)
    case .traefik(let traefik):
      RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .percent,
        matching: traefik.match == nil ? [] : [.header, .cookie, .query, .method, .expression],
        stickiness: [.cookie], revisions: 16)
    case .contour:
      RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .percent, matching: [.header, .query, .expression], revisions: 16)
    case .kuma:
      RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .percent, matching: [.header, .query, .method, .expression],
        revisions: 16)
    case .apisix:
      RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .point, matching: [.header, .cookie, .query, .method, .expression],
        revisions: 16)
    case .alb:
      // A listener's rule forwards to five target groups at most, and has five conditions, host and path among them.
      RouterCapabilities(
        weights: .grain(.percent), matching: [.header, .query, .method], conditions: 3, stickiness: [.cookie],
        revisions: 5)
    case .skipper:
      RouterCapabilities(
        weights: .grain(.point), matching: [.header, .cookie, .query, .method, .expression], revisions: 16)
    case .nginx:
      RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .whole, matching: [.header, .expression], conditions: 1)
    }
  }

  private static func gateway(_ gateway: GatewayRouter) -> RouterCapabilities {
    guard gateway.attach == nil else { return .weightsOnly(grain: .point) }
    switch (gateway.routeProtocol, gateway.inferencePool) {
    case (.grpc, _):
      return RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .point, matching: [.header, .expression], revisions: 16)
    case (.http, .some):
      return RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .point, matching: [.header, .query, .method, .expression],
        revisions: 16)
    case (.http, nil):
      return RouterCapabilities(
        weights: .grain(.point), mirrorGrain: .point, matching: [.header, .cookie, .query, .method, .expression],
        cookies: 1, stickiness: [.cookie], revisions: 15, rules: 16)
    }
  }

  private static let istio = RouterCapabilities(
    weights: .grain(.percent), mirrorGrain: .point, matching: [.header, .cookie, .query, .method, .expression],
    cookies: 1, stickiness: [.cookie], revisions: 16)
}

extension RouterCapabilities {
  fileprivate static func weightsOnly(grain: BasisPoints) -> RouterCapabilities {
    RouterCapabilities(weights: .grain(grain), revisions: 16)
  }
}

extension BasisPoints {
  fileprivate static let point = BasisPoints(rawValue: 1)
  fileprivate static let percent = BasisPoints(percent: 1)
}
