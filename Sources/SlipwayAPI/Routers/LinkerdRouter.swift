/// Traffic divided by an HTTPRoute at the deployment's Service, for clients that Linkerd's proxy stands beside.
///
/// It has no settings yet.
public struct LinkerdRouter: Sendable, Hashable, FieldObject {
  static let fields: [Field<LinkerdRouter>] = []

  public init() {}
}
