/// Traffic divided by an ApisixRoute.
///
/// The fields are described in `fields`, from which the definition is made.
public struct APISIXRouter: Sendable, Hashable {
  public var hosts: [String] = []
  public var path: String = "/"
  public var ingressClassName: String = "apisix"
  public var clusterDomain: String = "cluster.local"

  public init() {}
}

extension APISIXRouter: FieldObject {
  static let fields: [Field<APISIXRouter>] = [
    Field("hosts", \.hosts, "The hosts of the requests; all when empty.") {
      $0 = .array(of: RouteFields.hostname, maxCount: 16)
    },
    Field("path", \.path, "The prefix of the paths of the requests.") { $0 = RouteFields.path },
    Field("ingressClassName", \.ingressClassName, "The class of the ApisixRoute.") { $0 = RouteFields.name },
    Field(
      "clusterDomain", \.clusterDomain,
      "The domain of the cluster's Services: what mirrors requests resolves whole names alone."
    ) { $0 = RouteFields.name },
  ]
}
