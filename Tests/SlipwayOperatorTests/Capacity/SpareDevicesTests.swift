import KubeCore
import KubeTypes
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("Devices of nodes") struct SpareDevicesTests {
  private func node(
    _ name: String, gpus: Int, labels: [String: String] = [:], spec: NodeSpec? = nil
  ) -> Node {
    var status = NodeStatus()
    status.allocatable = ["cpu": "8", "nvidia.com/gpu": String(gpus)]
    var metadata = ObjectMeta(name: name)
    metadata.labels = labels
    return Node(metadata: metadata, spec: spec, status: status)
  }

  private func pod(_ number: Int, on node: String, gpus: Int, phase: String = "Running") -> Pod {
    var container = Container(name: "server", image: "i")
    container.resources = ResourceRequirements(limits: ["nvidia.com/gpu": String(gpus)])
    var spec = PodSpec(containers: [container])
    spec.nodeName = node
    var status = PodStatus()
    status.phase = phase
    return Pod(metadata: ObjectMeta(name: "p\(number)", namespace: "ml"), spec: spec, status: status)
  }

  private func template(gpus: String, selector: JSONValue = [:], tolerations: JSONValue = []) -> JSONValue {
    [
      "spec": [
        "containers": [["resources": ["limits": ["nvidia.com/gpu": .string(gpus), "cpu": "1"]]]],
        "nodeSelector": selector, "tolerations": tolerations,
      ]
    ]
  }

  @Test("are counted node by node: what is left of two halves carries no whole")
  func rooms() {
    let devices = SpareDevices(
      nodes: [node("n1", gpus: 4), node("n2", gpus: 4)], pods: [pod(1, on: "n1", gpus: 1), pod(2, on: "n2", gpus: 3)])
    #expect(devices.replicas(of: template(gpus: "1")) == 4)
    #expect(devices.replicas(of: template(gpus: "2")) == 1)
    #expect(devices.replicas(of: template(gpus: "4")) == 0)
  }

  @Test("of pods that have ended are free")
  func ended() {
    let devices = SpareDevices(nodes: [node("n1", gpus: 1)], pods: [pod(1, on: "n1", gpus: 1, phase: "Succeeded")])
    #expect(devices.replicas(of: template(gpus: "1")) == 1)
  }

  @Test("count where the replicas may go: labels, taints, nodes that take no more")
  func places() {
    let tainted = NodeSpec(taints: [NodeSpec.Taint(key: "gpu", value: "yes", effect: "NoSchedule")])
    let devices = SpareDevices(
      nodes: [
        node("n1", gpus: 1, labels: ["zone": "a"]), node("n2", gpus: 2, spec: tainted),
        node("n3", gpus: 4, spec: NodeSpec(unschedulable: true)),
      ], pods: [])
    #expect(devices.replicas(of: template(gpus: "1")) == 1)
    #expect(devices.replicas(of: template(gpus: "1", selector: ["zone": "b"])) == 0)
    for toleration: JSONValue in [
      ["key": "gpu", "operator": "Exists"], ["key": "gpu", "value": "yes", "effect": "NoSchedule"], ["operator": "Exists"],
    ] {
      #expect(devices.replicas(of: template(gpus: "1", tolerations: [toleration])) == 3)
    }
    #expect(devices.replicas(of: template(gpus: "1", tolerations: [["key": "gpu", "value": "no"]])) == 1)
  }

  @Test("limit nobody who needs none, nor where nodes are not known")
  func unlimited() {
    #expect(SpareDevices(nodes: [node("n1", gpus: 1)], pods: []).replicas(of: ["spec": ["containers": []]]) == nil)
    #expect(SpareDevices(nodes: [], pods: []).replicas(of: template(gpus: "1")) == nil)
  }
}
