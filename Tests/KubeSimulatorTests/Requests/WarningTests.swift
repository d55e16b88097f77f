import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct WarningTests {
  private func warnings(_ path: String, _ body: JSONValue) -> [String] {
    var cluster = TestCluster()
    return cluster.cluster.handle(cluster.makeRequest(.post, path, body), at: cluster.now).headers
      .filter { $0.name == "Warning" }.map(\.value)
  }

  private func pod(_ container: JSONValue, _ spec: JSONValue = [:]) -> JSONValue {
    var container = container
    container["name"] = "c"
    container["image"] = "i"
    var spec = spec
    spec["containers"] = [container]
    return ["metadata": ["name": "p"], "spec": spec]
  }

  @Test func tellsOfVariablesThatHideOthers() {
    let twice: JSONValue = ["env": [["name": "A", "value": "1"], ["name": "A", "value": "2"]]]
    let text = "spec.containers[0].env[1]: hides previous definition of \\\"A\\\", which may be dropped when using apply"
    #expect(warnings(Sample.pods, pod(twice)) == ["299 - \"\(text)\""])
    let built: JSONValue = ["env": [["name": "A", "value": "1"], ["name": "A", "value": "$(A)2"]]]
    #expect(warnings(Sample.pods, pod(built)).isEmpty)
  }

  @Test func tellsOfNegativeGraceAndOverlappingPorts() {
    var deployment = Sample.deployment()
    let path = ["spec", "template", "spec"]
    deployment[path + ["terminationGracePeriodSeconds"]] = -1
    deployment[path + ["containers"]] = [
      ["name": "c", "image": "i", "ports": [["containerPort": 80], ["containerPort": 80]]]
    ]
    let given = warnings(Sample.deployments, deployment)
    #expect(given.count == 2)
    #expect(given.first?.contains("duplicate port definition with spec.template.spec.containers[0].ports[0]") == true)
    #expect(given.last?.contains("negative values are invalid and will be treated as 1") == true)
  }

  @Test func tellsOfServicesWhoseMembersHaveNoEffect() {
    let service: JSONValue = [
      "metadata": ["name": "s"], "spec": ["externalName": "a.example.com", "ports": [["port": 80]]],
    ]
    let given = warnings("/api/v1/namespaces/default/services", service)
    #expect(given == ["299 - \"spec.externalName is ignored when spec.type is not \\\"ExternalName\\\"\""])
  }
}
