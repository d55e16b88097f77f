import KubeCore
import KubeTypes
import SlipwayAPI
import Testing

@testable import TrafficRouters

@Suite struct ApexPinTests {
  @Test("beside another router the apex Service stays with the stable version until it has no traffic")
  func pins() throws {
    var spec = ModelDeploymentSpec()
    spec.traffic.router.istio = IstioRouter()
    let deployment = ModelDeployment(metadata: ObjectMeta(name: "fraud", namespace: "ml"), spec: spec)
    func revision(_ plan: TrafficPlan) -> String? {
      ApexServiceRouter.service(for: deployment, plan)?.spec?.selector?["slipway.dev/revision"]
    }
    #expect(revision(TrafficPlan(["a": 10_000])) == "a")
    #expect(revision(TrafficPlan(["a": 500, "b": 9_500])) == "a")
    #expect(revision(TrafficPlan(["a": 0, "b": 10_000])) == "b")
    #expect(revision(TrafficPlan(["a": 0])) == nil)
  }

  @Test("a Service is read back as the shares of its ready replicas, and every admitted revision has one")
  func readBack() throws {
    let deployment = RouterExample.deployment
    let plan = TrafficPlan(["a": 7_500, "b": 2_500])
    let apex = try #require(ApexServiceRouter.service(for: deployment, plan))
    func seen(_ ready: [String: Int]) -> TrafficPlan? {
      ApexServiceRouter().plan(at: RouteSite(deployment, ready: ready, apex: apex))
    }
    #expect(seen(["a": 3, "b": 1])?.weight(of: "b") == BasisPoints(percent: 25))
    #expect(seen(["a": 3, "b": 0])?.admitted == ["a", "b"])
    #expect(ApexServiceRouter().observe(RouteSite(deployment)).plan == nil)
    let observation = ApexServiceRouter().observe(RouteSite(deployment, ready: ["a": 3, "b": 0], apex: apex))
    #expect(observation.carriesOut(plan, ApexServiceRouter().capabilities))
  }
}
