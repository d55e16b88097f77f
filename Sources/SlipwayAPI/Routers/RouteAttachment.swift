/// A route of the user's own, into which weights are written.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RouteAttachment: Sendable, Hashable {
  public var name: String = ""

  public init() {}

  public init(name: String) { self.name = name }
}

extension RouteAttachment: FieldObject {
  static let fields: [Field<RouteAttachment>] = [
    Field("name", \.name, "The name of the route, in the namespace of the deployment.", required: true) {
      $0 = RouteFields.name
    }
  ]
}
