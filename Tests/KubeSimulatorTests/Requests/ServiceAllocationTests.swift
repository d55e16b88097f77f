import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct ServiceAllocationTests {
  private let services = "/api/v1/namespaces/default/services"
  private let ports: JSONValue = [["name": "http", "port": 80]]

  private func service(_ name: String, _ spec: JSONValue) -> JSONValue {
    ["apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name)], "spec": spec]
  }

  @Test func whatTheServerAllocatesBelongsToNobody() {
    var cluster = TestCluster()
    cluster.post(services, service("a", ["ports": ports]))
    let reply = cluster.merge(services + "/a", ["spec": ["type": "LoadBalancer", "externalTrafficPolicy": "Local"]])
    let owned = reply.body[["metadata", "managedFields"]]?[0]?["fieldsV1"]?["f:spec"]
    #expect(reply.body["spec"]?["healthCheckNodePort"]?.integer == 30_001)
    #expect(owned?["f:healthCheckNodePort"] == nil)
    #expect(owned?["f:externalTrafficPolicy"] == [:])
  }

  @Test func whatTheOldTypeNeededGoes() {
    var cluster = TestCluster()
    cluster.post(
      services, service("a", ["type": "LoadBalancer", "externalTrafficPolicy": "Local", "ports": ports]))
    let spec = cluster.merge(services + "/a", ["spec": ["type": "ClusterIP"]]).body["spec"]
    for field in ["healthCheckNodePort", "allocateLoadBalancerNodePorts", "externalTrafficPolicy"] {
      #expect(spec?[field] == nil, "\(field)")
    }
    #expect(spec?["ports"]?[0]?["nodePort"] == nil)
  }

  private static let refused: [(JSONValue, String)] = [
    (["clusterIP": "192.168.0.1"], "does not match the current range"),
    (["ipFamilies": ["IPv6"]], "not configured on this cluster"),
    (["ipFamilyPolicy": "RequireDualStack"], "not configured for dual-stack services"),
    (["type": "NodePort", "ports": [["port": 80, "nodePort": 80]]], "not in the valid range"),
    (["trafficDistribution": "Far"], "supported values"),
  ]

  @Test(arguments: refused) func whatCannotBeGivenIsRefused(_ spec: JSONValue, _ text: String) {
    var cluster = TestCluster()
    var whole: JSONValue = ["ports": ports]
    for (key, value) in spec.object ?? [:] { whole[key] = value }
    let reply = cluster.send(.post, services, service("a", whole))
    #expect(reply.status == 422)
    #expect(reply.body["message"]?.string?.contains(text) == true, "\(reply.body)")
  }

  @Test func replacingWhatIsNotThereCreatesIt() {
    var cluster = TestCluster()
    #expect(cluster.send(.put, services + "/a", service("a", ["ports": ports])).status == 201)
    #expect(cluster.send(.put, Sample.configMaps + "/a", Sample.configMap("a")).status == 404)
  }
}
