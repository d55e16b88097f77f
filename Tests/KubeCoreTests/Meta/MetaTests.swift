import Testing

@testable import KubeCore

@Suite struct MetaTests {
  private let deployments = ResourceType(group: "apps", version: "v1", kind: "Deployment", plural: "deployments")

  @Test("paths name collections, objects and subresources")
  func paths() {
    #expect(deployments.path() == "/apis/apps/v1/deployments")
    #expect(deployments.path(namespace: "ml") == "/apis/apps/v1/namespaces/ml/deployments")
    #expect(
      deployments.path(namespace: "ml", name: "a", subresource: "scale")
        == "/apis/apps/v1/namespaces/ml/deployments/a/scale")
    let nodes = ResourceType(group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false)
    #expect(nodes.path(namespace: "ml", name: "n") == "/api/v1/nodes/n")
  }

  @Test("a name cannot reach into another resource")
  func hostileNames() {
    #expect(deployments.path(namespace: "ml", name: "../secrets").hasSuffix("/deployments/..%2Fsecrets"))
  }

  @Test("percent-encoding is undone, and refused when broken")
  func decoding() {
    #expect(PercentEncoding.decode("a%2Fb%C3%A9") == "a/b\u{e9}")
    #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
    #expect(PercentEncoding.decode("%2") == nil)
    #expect(PercentEncoding.decode("%zz") == nil)
    #expect(PercentEncoding.decode("%ff") == nil)
  }

  @Test("a condition's transition time moves only when its status flips")
  func conditions() {
    var conditions: [Condition] = []
    conditions.set(Condition(type: "Ready", status: .false, reason: "A"), at: Timestamp(seconds: 1))
    conditions.set(Condition(type: "Ready", status: .false, reason: "B"), at: Timestamp(seconds: 2))
    #expect(conditions["Ready"]?.lastTransitionTime == Timestamp(seconds: 1))
    #expect(conditions["Ready"]?.reason == "B")
    conditions.set(Condition(type: "Ready", status: .true, reason: "C"), at: Timestamp(seconds: 3))
    #expect(conditions["Ready"]?.lastTransitionTime == Timestamp(seconds: 3))
    #expect(conditions.count == 1)
  }
}
