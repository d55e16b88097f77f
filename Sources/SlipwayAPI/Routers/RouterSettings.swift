/// What divides the traffic between revisions: at most one router, the Service when there is none.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RouterSettings: Sendable, Hashable {
  public var service: ServiceRouter = ServiceRouter()
  public var gatewayAPI: GatewayRouter?
  public var istio: IstioRouter?
  public var linkerd: LinkerdRouter?
  public var traefik: TraefikRouter?
  public var contour: ContourRouter?
  public var kuma: KumaRouter?
  public var apisix: APISIXRouter?
  public var alb: ALBRouter?
  public var skipper: SkipperRouter?
  public var nginx: NginxRouter?

  public init() {}
}

extension RouterSettings: FieldObject {
  static let rules = [
    Schema.Rule(
      "\(Schema.Rule.set(fields.map(\.name).filter { $0 != "service" })).filter(x, x).size() <= 1",
      "must have at most one router beside `service`")
  ]

  static let fields: [Field<RouterSettings>] = [
    Field(
      "service", \.service,
      """
      The Kubernetes Service of the deployment is the router: it spreads requests evenly over ready \
      replicas, so that a share is a ratio of replicas.
      """),
    Field("gatewayAPI", \.gatewayAPI, "An HTTPRoute or GRPCRoute of the Gateway API, at a gateway or in a mesh."),
    Field("istio", \.istio, "A VirtualService and a DestinationRule of Istio."),
    Field("linkerd", \.linkerd, "An HTTPRoute at the deployment's Service, as Linkerd reads it."),
    Field("traefik", \.traefik, "TraefikServices, for Traefik 3."),
    Field("contour", \.contour, "An HTTPProxy of Contour."),
    Field("kuma", \.kuma, "A MeshHTTPRoute of Kuma."),
    Field("apisix", \.apisix, "An ApisixRoute of the APISIX ingress controller."),
    Field("alb", \.alb, "An Ingress for the AWS Load Balancer Controller."),
    Field("skipper", \.skipper, "An Ingress for Skipper."),
    Field(
      "nginx", \.nginx,
      "Ingresses for ingress-nginx, which is not maintained any more since March 2026: for what runs already."),
  ]
}
