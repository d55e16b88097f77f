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
    let routes = Dictionary(uniqueKeysWithValues: Self.routes.map { ($0, Self.written) })
    #expect(
      granted.filter { routes[$0.key] == nil } == [
        // The watcher lists and watches; the applier's status is a server-side apply. A finalizer is a patch.
        "modeldeployments.slipway.dev": ["list", "patch", "watch"],
        "modeldeployments/status.slipway.dev": ["patch"],
        // A request is answered, and deleted when it is old.
        "rolloutrequests.slipway.dev": ["delete", "list", "watch"],
        "rolloutrequests/status.slipway.dev": ["patch"],
        "rolloutpolicies.slipway.dev": ["list", "watch"],
        "namespaces": ["list", "watch"],
        // What it takes to name an owner with blockOwnerDeletion.
        "modeldeployments/finalizers.slipway.dev": ["update"],
        // The applier applies, which creates or patches, and deletes.
        "deployments.apps": Self.written,
        "controllerrevisions.apps": Self.written,
        "poddisruptionbudgets.policy": Self.written,
        "networkpolicies.networking.k8s.io": Self.written,
        "horizontalpodautoscalers.autoscaling": Self.written,
        "resourcequotas": ["list", "watch"],
        "configmaps": ["create", "get", "patch"],
        "services": Self.written,
        "pods": ["list", "watch"],
        // The event recorder creates, and counts repetitions up.
        "events.events.k8s.io": ["create", "patch"],
      ])
    #expect(granted.filter { routes[$0.key] != nil } == routes)
  }

  /// The applier applies, which creates or patches, and deletes.
  private static let written = ["create", "delete", "get", "list", "patch", "watch"]

  /// What the routers write.
  private static let routes = [
    "httproutes.gateway.networking.k8s.io", "grpcroutes.gateway.networking.k8s.io",
    "inferencepools.inference.networking.k8s.io", "destinationrules.networking.istio.io",
    "virtualservices.networking.istio.io", "ingressroutes.traefik.io", "traefikservices.traefik.io",
    "httpproxies.projectcontour.io", "meshhttproutes.kuma.io", "apisixroutes.apisix.apache.org",
    "ingresses.networking.k8s.io",
  ]
}
