/// Traffic divided by a TraefikService.
///
/// The fields are described in `fields`, from which the definition is made.
public struct TraefikRouter: Sendable, Hashable {
  public var match: String?
  public var entryPoints: [String] = []

  public init() {}
}

extension TraefikRouter: FieldObject {
  static let fields: [Field<TraefikRouter>] = [
    Field(
      "match", \.match,
      """
      The rule that picks the requests, such as "Host(`fraud.example.com`)": an IngressRoute is made of it. \
      Without it none is made, and a route of yours leads to the TraefikService that has the deployment's \
      name.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 1_024) },
    Field("entryPoints", \.entryPoints, "The entry points of the IngressRoute; all when empty.") {
      $0 = .array(of: RouteFields.name, maxCount: 16)
    },
  ]
}
