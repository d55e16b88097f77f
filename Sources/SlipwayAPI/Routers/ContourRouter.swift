/// Traffic divided by an HTTPProxy of Contour.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ContourRouter: Sendable, Hashable {
  public var fqdn: String?
  public var path: String = "/"
  public var ingressClassName: String?

  public init() {}
}

extension ContourRouter: FieldObject {
  static let fields: [Field<ContourRouter>] = [
    Field(
      "fqdn", \.fqdn,
      "The host of the requests. Without it the HTTPProxy has none, and one of yours includes it."
    ) { $0 = RouteFields.hostname },
    Field("path", \.path, "The prefix of the paths of the requests.") { $0 = RouteFields.path },
    Field("ingressClassName", \.ingressClassName, "The class of the HTTPProxy.") { $0 = RouteFields.name },
  ]
}
