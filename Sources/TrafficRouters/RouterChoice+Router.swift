public import SlipwayAPI

extension RouterChoice {
  /// The router that does what is chosen.
  public var router: any TrafficRouter {
    switch self {
    case .service(let settings): ApexServiceRouter(settings)
    case .gatewayAPI(let settings):
      settings.attach.map { AttachedRouter(.gateway(settings), to: $0) } ?? GatewayRouteRouter(settings)
    case .istio(let settings): settings.attach.map { AttachedRouter(.istio, to: $0) } ?? VirtualServiceRouter(settings)
    // Linkerd reads the routes of the Gateway API; it cannot do all that they can say.
    case .linkerd: GatewayRouteRouter(GatewayRouter(), capabilities: capabilities)
    case .traefik(let settings): TraefikServiceRouter(settings)
    case .contour(let settings): HTTPProxyRouter(settings)
    case .kuma(let settings): MeshHTTPRouteRouter(settings)
    case .apisix(let settings): ApisixRouteRouter(settings)
    case .alb(let settings): ALBIngressRouter(settings)
    case .skipper(let settings): SkipperIngressRouter(settings)
    case .nginx(let settings): NginxIngressRouter(settings)
    }
  }

  /// The kind of object that carries the shares, or that they are between where not every cluster has that: the router's
  /// name in the status.
  public var title: String {
    switch self {
    case .service: RouteKind.service.rawValue
    case .gatewayAPI(let settings) where settings.inferencePool != nil && settings.attach == nil:
      RouteKind.inferencePool.rawValue
    case .gatewayAPI(let settings):
      settings.routeProtocol == .http ? RouteKind.httpRoute.rawValue : RouteKind.grpcRoute.rawValue
    case .linkerd: RouteKind.httpRoute.rawValue
    case .istio: RouteKind.virtualService.rawValue
    case .traefik: RouteKind.traefikService.rawValue
    case .contour: RouteKind.httpProxy.rawValue
    case .kuma: RouteKind.meshHTTPRoute.rawValue
    case .apisix: RouteKind.apisixRoute.rawValue
    case .alb, .skipper, .nginx: RouteKind.ingress.rawValue
    }
  }

  /// The router that a status names, with settings that say no more.
  ///
  /// - Parameter title: as ``title`` has it.
  public static func titled(_ title: String) -> RouterChoice? {
    var (grpc, pools) = (GatewayRouter(), GatewayRouter())
    (grpc.routeProtocol, pools.inferencePool) = (.grpc, InferencePoolSettings())
    return (all + [.gatewayAPI(grpc), .gatewayAPI(pools)]).first { $0.title == title }
  }
}
