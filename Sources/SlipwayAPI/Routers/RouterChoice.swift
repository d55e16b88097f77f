/// The one router that settings name.
public enum RouterChoice: Sendable, Hashable {
  case service(ServiceRouter)
  case gatewayAPI(GatewayRouter)
  case istio(IstioRouter)
  case linkerd(LinkerdRouter)
  case traefik(TraefikRouter)
  case contour(ContourRouter)
  case kuma(KumaRouter)
  case apisix(APISIXRouter)
  case alb(ALBRouter)
  case skipper(SkipperRouter)
  case nginx(NginxRouter)

  /// The field of the spec that chooses it: its name wherever people read it.
  public var name: String {
    switch self {
    case .service: "service"
    case .gatewayAPI: "gatewayAPI"
    case .istio: "istio"
    case .linkerd: "linkerd"
    case .traefik: "traefik"
    case .contour: "contour"
    case .kuma: "kuma"
    case .apisix: "apisix"
    case .alb: "alb"
    case .skipper: "skipper"
    case .nginx: "nginx"
    }
  }

  /// Every router there is, with settings that leave it all that it can do.
  public static let all: [RouterChoice] = [
    .service(ServiceRouter()), .gatewayAPI(GatewayRouter()), .istio(IstioRouter()), .linkerd(LinkerdRouter()),
    .traefik(.withRoute), .contour(ContourRouter()), .kuma(KumaRouter()), .apisix(APISIXRouter()), .alb(ALBRouter()),
    .skipper(SkipperRouter()), .nginx(NginxRouter()),
  ]
}

extension TraefikRouter {
  fileprivate static var withRoute: TraefikRouter {
    var router = TraefikRouter()
    router.match = "PathPrefix(`/`)"
    return router
  }
}

extension RouterSettings {
  /// The router that is set; the Service when none is.
  public var choice: RouterChoice {
    gatewayAPI.map { .gatewayAPI($0) } ?? istio.map { .istio($0) } ?? linkerd.map { .linkerd($0) }
      ?? traefik.map { .traefik($0) } ?? contour.map { .contour($0) } ?? kuma.map { .kuma($0) }
      ?? apisix.map { .apisix($0) } ?? alb.map { .alb($0) } ?? skipper.map { .skipper($0) }
      ?? nginx.map { .nginx($0) } ?? .service(service)
  }

  /// What the router that is set can do.
  public var capabilities: RouterCapabilities { choice.capabilities }
}
