/// Traffic divided by a MeshHTTPRoute of Kuma.
///
/// The fields are described in `fields`, from which the definition is made.
public struct KumaRouter: Sendable, Hashable {
  public var mesh: String = "default"
  public var zone: String?
  public var path: String = "/"

  public init() {}
}

extension KumaRouter: FieldObject {
  static let fields: [Field<KumaRouter>] = [
    Field("mesh", \.mesh, "The mesh that the deployment's namespace belongs to.") { $0 = RouteFields.name },
    Field(
      "zone", \.zone,
      """
      The zone of the mesh that the deployment is in. With it the route holds for clients anywhere in the mesh (Kuma \
      3), without it for those in the deployment's namespace.
      """
    ) { $0 = RouteFields.name },
    Field("path", \.path, "The prefix of the paths of the requests.") { $0 = RouteFields.path },
  ]
}
