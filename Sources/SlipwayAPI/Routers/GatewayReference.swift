/// A gateway, or one listener of it.
///
/// The fields are described in `fields`, from which the definition is made.
public struct GatewayReference: Sendable, Hashable {
  public var name: String = ""
  public var namespace: String?
  public var sectionName: String?

  public init() {}

  public init(name: String, namespace: String? = nil, sectionName: String? = nil) {
    (self.name, self.namespace, self.sectionName) = (name, namespace, sectionName)
  }
}

extension GatewayReference: FieldObject {
  static let fields: [Field<GatewayReference>] = [
    Field("name", \.name, "The name of the Gateway.", required: true) { $0 = RouteFields.name },
    Field("namespace", \.namespace, "The namespace of the Gateway; that of the deployment when absent.") {
      $0 = RouteFields.name
    },
    Field("sectionName", \.sectionName, "The name of the listener; all listeners when absent.") {
      $0 = RouteFields.name
    },
  ]
}
