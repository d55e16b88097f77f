/// Traffic divided by the canary annotations of ingress-nginx.
///
/// The fields are described in `fields`, from which the definition is made.
public struct NginxRouter: Sendable, Hashable {
  public var hostname: String?
  public var path: String = "/"
  public var ingressClassName: String = "nginx"
  public var annotationPrefix: String = "nginx.ingress.kubernetes.io"
  public var clusterDomain: String = "cluster.local"

  public init() {}
}

extension NginxRouter: FieldObject {
  static let fields: [Field<NginxRouter>] = [
    Field("hostname", \.hostname, "The host of the requests; all when absent.") { $0 = RouteFields.hostname },
    Field("path", \.path, "The prefix of the paths of the requests.") { $0 = RouteFields.path },
    Field("ingressClassName", \.ingressClassName, "The class of the Ingresses.") { $0 = RouteFields.name },
    Field("annotationPrefix", \.annotationPrefix, "What the controller's annotations begin with.") {
      $0 = RouteFields.name
    },
    Field(
      "clusterDomain", \.clusterDomain,
      "The domain of the cluster's Services: what mirrors requests resolves whole names alone."
    ) { $0 = RouteFields.name },
  ]
}
