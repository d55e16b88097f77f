import KubeCore
import Testing

@Suite struct RoleTests {
  private func rules() throws -> [JSONValue] { try Repository.document("helm/slipway/files/rules.yaml").elements }

  @Test("the role is the one of the chart")
  func isOfTheChart() throws {
    #expect(try InstallManifest().object("ClusterRole")["rules"]?.elements == rules())
    #expect(
      try Repository.text("helm/slipway/templates/role.yaml").contains(
        "rules:\n{{ .Files.Get \"files/rules.yaml\" | trim }}\n"))
  }

  @Test("it grants what the operator does, and nothing else")
  func isLeast() throws {
    var granted: [String: [String]] = [:]
    for rule in try rules() {
      #expect(Set(rule.object?.keys ?? []) == ["apiGroups", "resources", "verbs"])
      for group in rule["apiGroups"]?.elements ?? [] {
        for resource in rule["resources"]?.elements ?? [] {
          let name = [resource.string, group.string].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ".")
          #expect(granted[name] == nil, "\(name) stands twice")
          granted[name] = rule["verbs"]?.elements.compactMap(\.string)
        }
      }
    }
    #expect(
      granted == [
        // The watcher lists and watches; the applier's status is a server-side apply.
        "modeldeployments.slipway.dev": ["list", "watch"],
        "modeldeployments/status.slipway.dev": ["patch"],
        // What it takes to name an owner with blockOwnerDeletion.
        "modeldeployments/finalizers.slipway.dev": ["update"],
        // The applier applies, which creates or patches, and deletes.
        "deployments.apps": ["create", "delete", "get", "list", "patch", "watch"],
        "services": ["create", "delete", "get", "list", "patch", "watch"],
        "pods": ["list", "watch"],
        // The event recorder creates, and counts repetitions up.
        "events.events.k8s.io": ["create", "patch"],
      ])
  }
}
