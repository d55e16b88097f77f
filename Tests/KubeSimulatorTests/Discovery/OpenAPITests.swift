import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct OpenAPITests {
  private func schemas(_ path: String) throws -> JSONValue {
    var cluster = TestCluster()
    return try #require(cluster.get("/openapi/v3/" + path)["components"]?["schemas"])
  }

  /// A schema that is referred to and missing would break `kubectl explain`.
  @Test(arguments: [
    "api/v1", "apis/apps/v1", "apis/batch/v1", "apis/autoscaling/v1", "apis/autoscaling/v2",
    "apis/apiextensions.k8s.io/v1",
    "apis/events.k8s.io/v1", "apis/networking.k8s.io/v1", "apis/rbac.authorization.k8s.io/v1",
  ])
  func everyReferenceLeadsSomewhere(path: String) throws {
    let schemas = try schemas(path)
    var references: Set<String> = []
    collect(schemas, &references)
    #expect(!references.isEmpty)
    for reference in references {
      #expect(reference.hasPrefix("#/components/schemas/"))
      let name = String(reference.dropFirst("#/components/schemas/".count))
      #expect(schemas[name]?.object?.isEmpty == false, "\(name)")
    }
  }

  private func collect(_ value: JSONValue, _ references: inout Set<String>) {
    if let reference = value["$ref"]?.string { references.insert(reference) }
    for child in value.object?.map(\.value) ?? value.array ?? [] { collect(child, &references) }
  }

  @Test func typesAreAsPublished() throws {
    let schemas = try schemas("apis/apps/v1")
    let spec = try #require(schemas["io.k8s.api.apps.v1.DeploymentSpec"])
    #expect(spec["required"] == ["selector", "template"])
    #expect(
      spec["properties"]?["selector"] == [
        "allOf": [["$ref": "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"]]
      ])
    let update = schemas["io.k8s.api.apps.v1.RollingUpdateDeployment"]?["properties"]?["maxSurge"]
    #expect(
      update == ["allOf": [["$ref": "#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString"]]])
    #expect(
      schemas["io.k8s.api.apps.v1.Deployment"]?["x-kubernetes-group-version-kind"]
        == [["group": "apps", "version": "v1", "kind": "Deployment"]])
    let containers = schemas["io.k8s.api.apps.v1.PodSpec"]?["properties"]?["containers"]
    #expect(containers?["x-kubernetes-list-map-keys"] == ["name"])
    #expect(containers?["x-kubernetes-patch-merge-key"] == "name")
  }
}
