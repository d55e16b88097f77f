import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct DiscoveryTests {
  @Test func versionsComeInTheOrderOfKubernetes() {
    let versions = ["v1alpha1", "v2", "foo", "v1", "v1beta2", "v1beta1", "v10"]
    #expect(versions.sorted(by: VersionOrder.isBefore) == ["v10", "v2", "v1", "v1beta2", "v1beta1", "v1alpha1", "foo"])
  }

  @Test func aggregatedDiscoveryNamesEveryGroup() {
    var cluster = TestCluster()
    let accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"
    let list = cluster.send(.get, "/apis", accept: accept).body
    #expect(list["kind"] == "APIGroupDiscoveryList")
    let groups = list["items"]?.elements.map(\.name) ?? []
    #expect(groups == cluster.get("/apis")["groups"]?.elements.compactMap { $0["name"]?.string })
    #expect(groups.contains("apps"))
  }

  /// This is what kubectl looks for before it asks the server to validate fields.
  @Test func patchOperationsTakeFieldValidation() {
    var cluster = TestCluster()
    let index = cluster.get("/openapi/v3")["paths"]?["apis/apps/v1"]?["serverRelativeURL"]?.string
    let document = cluster.get(index ?? "")
    let operation = document["paths"]?["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]?["patch"]
    #expect(operation?["x-kubernetes-group-version-kind"]?["kind"] == "Deployment")
    let names = operation?["parameters"]?.elements.compactMap { $0["name"]?.string } ?? []
    #expect(names.contains("fieldValidation"))
  }
}
