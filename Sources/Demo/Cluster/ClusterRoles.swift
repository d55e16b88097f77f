import KubeClient
import KubeCore

/// What the simulated cluster's own parts may do beyond the roles that every cluster has.
struct ClusterRoles: Sendable {
  private static let group = "rbac.authorization.k8s.io"
  private static let roles = ResourceType(
    group: group, version: "v1", kind: "ClusterRole", plural: "clusterroles", isNamespaced: false)
  private static let bindings = ResourceType(
    group: group, version: "v1", kind: "ClusterRoleBinding", plural: "clusterrolebindings", isNamespaced: false)

  let client: KubeClient

  func install() async throws(KubeError) {
    // Real clusters authorize each node for what is its own; here nodes have their whole role.
    try await bind("system:node", "system:node", to: "Group", "system:nodes")
    // The demo's kubelet takes its node away in the end; its proxy follows pods, where others follow slices.
    try await allow("slipway-demo:node", ["delete"], on: ["nodes"], for: "Group", "system:nodes")
    try await allow("slipway-demo:proxy", ["list", "watch"], on: ["pods"], for: "User", ClusterUser.proxy.name)
    // It follows routes too, and says so in their status.
    let gateway = "gateway.networking.k8s.io"
    try await allow(
      "slipway-demo:routes", ["list", "watch"], on: ["httproutes"], of: gateway, for: "User", ClusterUser.proxy.name)
    try await allow(
      "slipway-demo:route-status", ["patch"], on: ["httproutes/status"], of: gateway, for: "User",
      ClusterUser.proxy.name)
  }

  private func allow(
    _ name: String, _ verbs: [String], on resources: [String], of group: String = "", for kind: String,
    _ subject: String
  ) async throws(KubeError) {
    let rule: JSONValue = [
      "apiGroups": [.string(group)], "resources": .array(resources.map { .string($0) }), "verbs": .array(verbs.map { .string($0) }),
    ]
    _ = try await client.api(Self.roles).apply(name, ["rules": [rule]], fieldManager: "slipway-demo", force: true)
    try await bind(name, name, to: kind, subject)
  }

  private func bind(_ name: String, _ role: String, to kind: String, _ subject: String) async throws(KubeError) {
    _ = try await client.api(Self.bindings).apply(
      name,
      [
        "roleRef": ["apiGroup": .string(Self.group), "kind": "ClusterRole", "name": .string(role)],
        "subjects": [["apiGroup": .string(Self.group), "kind": .string(kind), "name": .string(subject)]],
      ], fieldManager: "slipway-demo", force: true)
  }
}
