import KubeCore
import SlipwayAPI
import SlipwayOperator
import Testing

@Suite struct InstallManifestTests {
  let manifest: InstallManifest

  init() throws { manifest = try InstallManifest() }

  @Test("what is needed first comes first: the namespace, the definition, the account and its rights")
  func order() {
    #expect(
      manifest.kinds == [
        "Namespace", "CustomResourceDefinition", "CustomResourceDefinition", "CustomResourceDefinition",
        "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "ClusterRole", "ClusterRole",
        "ClusterRole", "Service", "NetworkPolicy", "PodDisruptionBudget", "Deployment",
      ])
  }

  @Test("everything that lies in a namespace lies in the one that is made, which enforces the restricted standard")
  func namespaces() throws {
    let namespace = try manifest.object("Namespace")
    let name = try #require(namespace[["metadata", "name"]]?.string)
    #expect(namespace[["metadata", "labels", "pod-security.kubernetes.io/enforce"]]?.string == "restricted")
    for kind in ["ServiceAccount", "Role", "RoleBinding", "Service", "NetworkPolicy", "PodDisruptionBudget", "Deployment"] {
      #expect(try manifest.object(kind)[["metadata", "namespace"]]?.string == name, "\(kind)")
    }
    #expect(try manifest.object("ClusterRoleBinding")["subjects"]?[0]?["namespace"]?.string == name)
  }

  @Test("the definitions are those of the types")
  func definition() throws {
    #expect(
      manifest.objects.filter { $0["kind"] == "CustomResourceDefinition" } == CustomResourceDefinition.all,
      "install.yaml is out of date: swift build && scripts/generate.sh renews it")
  }

  @Test("the pod runs as the account that the role is bound to")
  func account() throws {
    let account = try manifest.object("ServiceAccount")
    let name = try #require(account[["metadata", "name"]]?.string)
    #expect(account["automountServiceAccountToken"]?.bool == false)
    #expect(try manifest.pod()["serviceAccountName"]?.string == name)
    #expect(try manifest.pod()["automountServiceAccountToken"]?.bool == true)
    for kind in ["ClusterRole", "Role"] {
      let binding = try manifest.object(kind + "Binding")
      #expect(binding["subjects"]?.elements.count == 1)
      #expect(binding["subjects"]?[0]?["kind"]?.string == "ServiceAccount")
      #expect(binding["subjects"]?[0]?["name"]?.string == name)
      let role = try manifest.object(kind, named: kind == "Role" ? nil : "slipway")
      #expect(binding[["roleRef", "kind"]]?.string == kind)
      #expect(binding[["roleRef", "name"]] == role[["metadata", "name"]])
    }
  }

  @Test("the operator may hold the lease that it is told to, and no other")
  func lease() throws {
    let container = try manifest.container()
    let argument = container["args"]?.elements.compactMap(\.string).first { $0.hasPrefix("--lease-name=") }
    let name = try #require(argument).dropFirst("--lease-name=".count)
    let rules = try manifest.object("Role")["rules"]?.elements ?? []
    #expect(
      rules == [
        ["apiGroups": ["coordination.k8s.io"], "resources": ["leases"], "verbs": ["create"]],
        [
          "apiGroups": ["coordination.k8s.io"], "resources": ["leases"], "resourceNames": [.string(String(name))],
          "verbs": ["get", "patch"],
        ],
      ])
    #expect(container["env"]?.elements.map { $0["name"] } == ["POD_NAME", "POD_NAMESPACE"])
  }

  @Test("the Deployment, the Service and the NetworkPolicy select the pod, by labels that never change")
  func selectors() throws {
    let deployment = try manifest.object("Deployment")
    let labels = try #require(deployment[["spec", "template", "metadata", "labels"]])
    #expect(Set(labels.stringMap.keys) == ["app.kubernetes.io/name", "app.kubernetes.io/instance"])
    #expect(deployment[["spec", "selector", "matchLabels"]] == labels)
    #expect(try manifest.object("Service")[["spec", "selector"]] == labels)
    #expect(try manifest.object("NetworkPolicy")[["spec", "podSelector", "matchLabels"]] == labels)
    #expect(try manifest.object("PodDisruptionBudget")[["spec", "selector", "matchLabels"]] == labels)
    #expect(try manifest.pod()["topologySpreadConstraints"]?[0]?[["labelSelector", "matchLabels"]] == labels)
  }

  @Test("the Service, the NetworkPolicy and both probes name the port that the operator is told to serve")
  func ports() throws {
    let container = try manifest.container()
    let port = try #require(container["ports"]?[0])
    let name = try #require(port["name"])
    let number = try #require(port["containerPort"]?.integer)
    #expect(container["args"]?.elements.contains(.string("--port=\(number)")) == true)
    #expect(try manifest.object("Service")[["spec", "ports"]]?[0]?["targetPort"] == name)
    #expect(try manifest.object("NetworkPolicy")[["spec", "ingress"]]?[0]?["ports"] == [["port": name]])
    for (probe, path) in [("livenessProbe", "/healthz"), ("readinessProbe", "/readyz")] {
      #expect(container[[probe, "httpGet"]] == ["path": .string(path), "port": name])
    }
  }

  @Test("one replica stands by, and an upgrade stops none before another one is there")
  func replicas() throws {
    let spec = try #require(try manifest.object("Deployment")["spec"])
    #expect(spec["replicas"]?.integer == 2)
    #expect(spec["strategy"] == ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 0, "maxSurge": 1]])
    #expect(try manifest.object("PodDisruptionBudget")[["spec", "maxUnavailable"]]?.integer == 1)
  }

  @Test("its role holds the operator's rules")
  func role() throws {
    let rules = OperatorRole.rules + OperatorRole.clusterRules
    #expect(try manifest.object("ClusterRole", named: "slipway")["rules"]?.elements == rules.map(\.json))
  }

  @Test("the cluster's own roles take in the kinds, and who edits need not be who approves")
  func userRoles() throws {
    func verbs(_ role: String, _ resource: String) throws -> Set<String> {
      let rules = try manifest.object("ClusterRole", named: "slipway-\(role)")["rules"]?.elements ?? []
      return Set(
        rules.filter { $0["resources"]?.elements.contains(.string(resource)) == true }
          .flatMap { $0["verbs"]?.elements.compactMap(\.string) ?? [] })
    }
    #expect(try verbs("view", "modeldeployments") == ["get", "list", "watch"])
    #expect(try verbs("edit", "modeldeployments").contains("update"))
    #expect(try verbs("edit", "rolloutrequests").isEmpty)
    #expect(try verbs("approve", "rolloutrequests") == ["create", "delete"])
    #expect(try verbs("approve", "modeldeployments").isEmpty)
  }
}
