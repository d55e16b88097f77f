public import KubeCore

/// Who may talk to the replicas.
///
/// The fields are described in `fields`, from which the definition is made.
public struct NetworkSettings: Sendable, Hashable {
  public var from: [JSONValue] = []

  public init() {}
}

extension NetworkSettings: FieldObject {
  static let fields: [Field<NetworkSettings>] = [
    Field(
      "from", \.from,
      """
      The peers, as in a NetworkPolicy; nobody when empty. The operator must be among them to read metrics and to warm \
      replicas up, and so must be the gateway, where one is the router.
      """
    ) { $0 = .array(of: JSONValue.schema, maxCount: 32) }
  ]
}
