import KubeClient
import KubeCore
import KubeSimulator
import Testing

@Suite struct RoleTests {
  private let jane = UserInfo(name: "jane", groups: ["system:authenticated"])
  private let roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/default"

  @Test func everybodyMayDoEverythingUntilItIsEnforced() {
    var cluster = TestCluster()
    #expect(status(&cluster, .get, Sample.configMaps) == 200)
    cluster.cluster.enforcesAccess = true
    #expect(status(&cluster, .get, Sample.configMaps) == 403)
  }

  @Test func boundRolesAllow() {
    var cluster = TestCluster()
    cluster.cluster.enforcesAccess = true
    bind("view", in: &cluster)
    #expect(status(&cluster, .get, Sample.configMaps) == 200)
    #expect(status(&cluster, .post, Sample.configMaps, Sample.configMap("a")) == 403)
  }

  @Test func nobodyGrantsMoreThanHeHas() {
    var cluster = TestCluster()
    cluster.cluster.enforcesAccess = true
    bind("admin", in: &cluster)
    let rule: (JSONValue) -> JSONValue = { group in
      [
        "metadata": ["name": "r"],
        "rules": [["apiGroups": [group], "resources": ["nodes"], "verbs": ["get"]]],
      ]
    }
    #expect(status(&cluster, .post, roles + "/roles", rule("")) == 403)
  }

  private func bind(_ role: String, in cluster: inout TestCluster) {
    cluster.post(
      roles + "/rolebindings",
      [
        "metadata": ["name": "b"], "subjects": [["kind": "User", "name": "jane"]],
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .string(role)],
      ])
  }

  private func status(
    _ cluster: inout TestCluster, _ method: KubeRequest.Method, _ path: String, _ body: JSONValue? = nil
  ) -> Int {
    cluster.cluster.handle(cluster.makeRequest(method, path, body), as: jane, at: cluster.now).status
  }
}
