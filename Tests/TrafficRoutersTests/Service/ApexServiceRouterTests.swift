import KubeCore
import KubeTypes
import SlipwayAPI
import Testing
import TrafficRouters

@Suite struct ApexServiceRouterTests {
  private func deployment() -> ModelDeployment {
    var metadata = ObjectMeta(name: "fraud", namespace: "ml")
    metadata.uid = "u1"
    return ModelDeployment(metadata: metadata, spec: ModelDeploymentSpec())
  }

  private func plan(_ shares: (String, Int)...) -> TrafficPlan {
    TrafficPlan(
      shares: shares.map {
        TrafficPlan.Share(revision: $0.0, track: .stable, weight: BasisPoints(rawValue: $0.1))
      })
  }

  @Test("one revision is pinned, several share, and what is written is read back")
  func selectors() throws {
    let pinned = try #require(ApexServiceRouter.service(for: deployment(), plan(("a", 10_000), ("b", 0))))
    #expect(pinned.spec?.selector == ["slipway.dev/deployment": "fraud", "slipway.dev/revision": "a"])
    #expect(ApexServiceRouter.admitted(by: pinned, of: ["a", "b"]) == ["a"])
    let shared = try #require(ApexServiceRouter.service(for: deployment(), plan(("a", 8_000), ("b", 2_000))))
    #expect(shared.spec?.selector == ["slipway.dev/deployment": "fraud"])
    #expect(ApexServiceRouter.admitted(by: shared, of: ["a", "b"]) == ["a", "b"])
    #expect(shared.metadata.ownerReferences?.first?.uid == "u1")
  }

  @Test("a plan without traffic leaves the Service alone, and a foreign selector is not ours")
  func edges() {
    #expect(ApexServiceRouter.service(for: deployment(), plan(("a", 0))) == nil)
    let foreign = Service(metadata: ObjectMeta(name: "fraud"), spec: ServiceSpec(selector: ["app": "x"]))
    #expect(ApexServiceRouter.admitted(by: foreign, of: ["a"]) == nil)
  }
}
