import KubeClient
import KubeConnection
import KubeCore
import SlipwayOperator

/// The service account under which the operator runs, with exactly the role that the chart ships.
///
/// So every demo, and every test that plays one, holds the operator to its role.
struct OperatorAccount: Sendable {
  private static let group = "rbac.authorization.k8s.io"
  private static let name = "slipway"
  /// A demo that is kept running may take long.
  private static let lifetime = Duration.seconds(24 * 3600)

  let client: KubeClient
  let namespace: String

  /// Makes account, role and binding, and gives the account's way to the cluster.
  ///
  /// - Parameter access: the way of somebody else, whose credentials are left out.
  func install(from access: ClusterAccess) async throws -> ClusterAccess {
    try await apply(Self.accounts, [:])
    try await apply(Self.roles, ["rules": .array(OperatorRole.rules.map(\.json))])
    try await apply(
      Self.bindings,
      [
        "roleRef": ["apiGroup": .string(Self.group), "kind": "Role", "name": .string(Self.name)],
        "subjects": [["kind": "ServiceAccount", "name": .string(Self.name), "namespace": .string(namespace)]],
      ])
    let token = try await client.api(Self.accounts, namespace: namespace).token(
      for: Self.name, lifetime: Self.lifetime)
    var own = access
    (own.certificate, own.impersonation, own.authorization) = (nil, nil, .token(token.token))
    return own
  }

  private func apply(_ type: ResourceType, _ object: JSONValue) async throws(KubeError) {
    _ = try await client.api(type, namespace: namespace).apply(
      Self.name, object, fieldManager: "slipway-demo", force: true)
  }

  private static let accounts = ResourceType(
    group: "", version: "v1", kind: "ServiceAccount", plural: "serviceaccounts")
  private static let roles = ResourceType(group: group, version: "v1", kind: "Role", plural: "roles")
  private static let bindings = ResourceType(group: group, version: "v1", kind: "RoleBinding", plural: "rolebindings")
}
