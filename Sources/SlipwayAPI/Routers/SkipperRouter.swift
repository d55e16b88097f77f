/// Traffic divided by an Ingress for Skipper.
///
/// The fields are described in `fields`, from which the definition is made.
public struct SkipperRouter: Sendable, Hashable {
  public var hostname: String?
  public var path: String = "/"
  public var ingressClassName: String = "skipper"

  public init() {}
}

extension SkipperRouter: FieldObject {
  static let fields: [Field<SkipperRouter>] = [
    Field("hostname", \.hostname, "The host of the requests; all when absent.") { $0 = RouteFields.hostname },
    Field("path", \.path, "The prefix of the paths of the requests.") { $0 = RouteFields.path },
    Field("ingressClassName", \.ingressClassName, "The class of the Ingress.") { $0 = RouteFields.name },
  ]
}
