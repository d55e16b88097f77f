import KubeCore
import SlipwayAPI
import SlipwayOperator
import Testing

/// Holds `manifests/namespace-install.yaml` and `manifests/crds.yaml` to what they promise.
@Suite struct NamespaceManifestTests {
  let manifest: InstallManifest

  init() throws { manifest = try InstallManifest("namespace-install") }

  @Test("it takes no right beyond the namespace that it is applied in, and names none")
  func isNamespaced() {
    #expect(
      manifest.kinds == [
        "ServiceAccount", "Role", "RoleBinding", "Role", "RoleBinding", "Service", "NetworkPolicy",
        "PodDisruptionBudget", "Deployment",
      ])
    for object in manifest.objects {
      #expect(object["metadata"]?["namespace"] == nil)
      // A subject without a namespace is one of the binding's own.
      for subject in object["subjects"]?.elements ?? [] { #expect(subject["namespace"] == nil) }
    }
  }

  @Test("its role holds the rules of a namespace, and those of the lease")
  func roles() throws {
    #expect(try manifest.object("Role", named: "slipway")["rules"]?.elements == OperatorRole.rules.map(\.json))
    let verbs = try manifest.object("Role", named: "slipway-leases")["rules"]?.elements.flatMap {
      $0["verbs"]?.elements.compactMap(\.string) ?? []
    }
    #expect(Set(verbs ?? []) == Set(OperatorRole.leases(sharding: false)))
  }

  @Test("the operator looks after the namespace that it runs in")
  func looksAfterItsOwn() throws {
    let container = try manifest.container()
    #expect(container["args"]?.elements.contains("--namespace=$(POD_NAMESPACE)") == true)
    let variable = container["env"]?.elements.first { $0["name"] == "POD_NAMESPACE" }
    #expect(variable?[["valueFrom", "fieldRef", "fieldPath"]] == "metadata.namespace")
  }

  @Test("everything else is as in the manifest for the whole cluster")
  func isTheSameOtherwise() throws {
    let whole = try InstallManifest()
    func pod(_ manifest: InstallManifest) throws -> JSONValue {
      var spec = try #require(try manifest.object("Deployment")["spec"])
      spec[["template", "spec", "containers"]] = nil
      return spec
    }
    #expect(try pod(manifest) == pod(whole))
    for part in ["image", "env", "ports", "livenessProbe", "readinessProbe", "securityContext", "resources"] {
      #expect(try manifest.container()[part] == whole.container()[part], "\(part)")
    }
  }

  @Test("the definitions by themselves are those of the types")
  func definitions() throws {
    #expect(
      try Repository.documents("manifests/crds.yaml") == CustomResourceDefinition.all,
      "crds.yaml is out of date: swift build && scripts/generate.sh renews it")
  }
}
