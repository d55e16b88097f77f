import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct NodePortTests {
  private let services = "/api/v1/namespaces/default/services"

  private func service(_ type: String, _ ports: JSONValue) -> JSONValue {
    ["metadata": ["name": .string(type.lowercased())], "spec": ["type": .string(type), "ports": ports]]
  }

  private func ports(_ cluster: inout TestCluster, _ name: String) -> [Int64?] {
    (cluster.get("\(services)/\(name)")["spec"]?["ports"]?.elements ?? []).map { $0["nodePort"]?.integer }
  }

  @Test func areGivenToTheTypesThatHaveThem() {
    var cluster = TestCluster()
    cluster.post(services, service("ClusterIP", [["port": 80]]))
    let given: JSONValue = [["name": "a", "port": 80, "nodePort": 30_001], ["name": "b", "port": 81]]
    cluster.post(services, service("NodePort", given))
    cluster.post(services, service("LoadBalancer", [["name": "a", "port": 80], ["name": "b", "port": 81]]))
    #expect(ports(&cluster, "clusterip") == [nil])
    #expect(ports(&cluster, "nodeport") == [30_001, 30_000])
    #expect(ports(&cluster, "loadbalancer") == [30_002, 30_003])
    let spec = cluster.get(services + "/loadbalancer")["spec"]
    #expect(spec?["externalTrafficPolicy"] == "Cluster")
    #expect(spec?["allocateLoadBalancerNodePorts"] == true)
  }

  @Test func stayWithTheNameOfTheirPortAndGoWithTheType() {
    var cluster = TestCluster()
    cluster.post(services, service("NodePort", [["name": "old", "port": 80]]))
    var object = cluster.get(services + "/nodeport")
    object[["spec", "ports"]] = [["name": "new", "port": 82], ["name": "old", "port": 81]]
    cluster.send(.put, services + "/nodeport", object)
    #expect(ports(&cluster, "nodeport") == [30_001, 30_000])
    cluster.merge(services + "/nodeport", ["spec": ["type": "ClusterIP"]])
    #expect(cluster.get(services + "/nodeport")["spec"]?["externalTrafficPolicy"] == nil)
    #expect(ports(&cluster, "nodeport") == [nil, nil])
  }
}
