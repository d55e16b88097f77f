/// Traffic divided by a route of the Gateway API.
///
/// The fields are described in `fields`, from which the definition is made.
public struct GatewayRouter: Sendable, Hashable {
  public var gateway: GatewayReference?
  public var hostnames: [String] = []
  public var path: String = "/"
  public var routeProtocol: RouteProtocol = .http
  public var inferencePool: InferencePoolSettings?
  public var attach: RouteAttachment?

  public init() {}
}

extension GatewayRouter: FieldObject {
  static let rules = [
    Schema.Rule(
      "!has(self.attach) || !has(self.gateway)", "must not stand beside `attach`: the route has its gateway already",
      at: "gateway"),
    Schema.Rule(
      "!has(self.attach) || !has(self.hostnames) || size(self.hostnames) == 0",
      "must not stand beside hosts: the route has its own already",
      at: "attach"),
  ]

  static let fields: [Field<GatewayRouter>] = [
    Field(
      "gateway", \.gateway,
      "The gateway that the route belongs to. Without any the route belongs to the deployment's Service, for a mesh."),
    Field(
      "hostnames", \.hostnames,
      "The hosts of the requests; those of the gateway's listener when empty."
    ) { $0 = .array(of: RouteFields.hostname, maxCount: 16) },
    Field("path", \.path, "The prefix of the paths of the requests.") { $0 = RouteFields.path },
    Field("protocol", \.routeProtocol, "The kind of route: `HTTP` for an HTTPRoute, `GRPC` for a GRPCRoute."),
    Field(
      "inferencePool", \.inferencePool,
      "Makes an InferencePool of each revision and routes to these instead of Services."),
    Field(
      "attach", \.attach,
      """
      Writes weights into a route that exists, instead of making one: wherever a rule's only backend is \
      the deployment's Service. What was found there is put back at the end.
      """),
  ]
}

extension GatewayRouter {
  /// Which kind of route carries the requests.
  public enum RouteProtocol: String, Sendable, Hashable, CaseIterable, FieldChoice {
    case http = "HTTP"
    case grpc = "GRPC"
  }
}
