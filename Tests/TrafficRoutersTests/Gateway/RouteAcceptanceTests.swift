import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

@Suite struct RouteAcceptanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var parents: JSONValue
    var reason: RouterProblem.Reason?
  }

  private static let reference: JSONValue = [
    "group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "public", "namespace": "infra",
  ]

  private static func parent(
    _ conditions: [(type: String, status: String, generation: Int64)], _ reference: JSONValue = reference,
    by controller: String = "example.com/gateway"
  ) -> JSONValue {
    [
      [
        "parentRef": reference, "controllerName": .string(controller),
        "conditions": .array(
          conditions.map {
            [
              "type": .string($0.type), "status": .string($0.status), "observedGeneration": .integer($0.generation),
              "reason": "R", "message": "m",
            ]
          }),
      ]
    ]
  }

  @Test(
    "a route counts once its parents have taken the very state that was written",
    arguments: [
      Case(testDescription: "nobody has looked", parents: [], reason: .unconfirmed),
      Case(testDescription: "all is well", parents: parent([("Accepted", "True", 3), ("ResolvedRefs", "True", 3)])),
      Case(testDescription: "an older state", parents: parent([("Accepted", "True", 2)]), reason: .unconfirmed),
      Case(testDescription: "not accepted", parents: parent([("Accepted", "False", 3)]), reason: .refused),
      Case(
        testDescription: "a backend is missing",
        parents: parent([("Accepted", "True", 3), ("ResolvedRefs", "False", 3)]), reason: .refused),
      Case(
        testDescription: "a part is left out",
        parents: parent([("Accepted", "True", 3), ("PartiallyInvalid", "True", 3)]), reason: .refused),
      Case(
        testDescription: "a Service of the same name",
        parents: parent(
          [("Accepted", "True", 3)], ["group": "", "kind": "Service", "name": "public", "namespace": "infra"]),
        reason: .unconfirmed),
      Case(
        testDescription: "one of two controllers lags behind",
        parents: .array(
          parent([("Accepted", "True", 3)]).elements
            + parent([("Accepted", "True", 2)], by: "example.com/mesh").elements),
        reason: .unconfirmed),
      Case(testDescription: "undecided", parents: parent([("Accepted", "Unknown", 3)]), reason: .unconfirmed),
    ])
  func problems(_ example: Case) throws {
    var settings = GatewayRouter()
    settings.gateway = GatewayReference(name: "public", namespace: "infra")
    let router = GatewayRouteRouter(settings)
    let plan = TrafficPlan(["a1": 9_000, "b2": 1_000])
    var route = try #require(router.objects(for: plan, at: RouteSite(RouterExample.deployment)).first)
    route.content[["metadata", "generation"]] = 3
    route.content[["status", "parents"]] = example.parents
    let observation = router.observe(RouteSite(RouterExample.deployment, objects: [route]))
    #expect(router.problem(at: RouteSite(RouterExample.deployment, objects: [route]))?.reason == example.reason)
    #expect(observation.isConfirmed == (example.reason == nil))
    #expect(observation.carriesOut(plan, router.capabilities) == (example.reason == nil))
    #expect(observation.plan?.says(plan) == true)
  }

  @Test("a pool that is refused, such as for want of its picker, is told; of one that nobody speaks of nothing is")
  func pools() throws {
    var settings = GatewayRouter()
    settings.gateway = GatewayReference(name: "public", namespace: "infra")
    settings.inferencePool = InferencePoolSettings(picker: "fraud-epp")
    let router = GatewayRouteRouter(settings)
    var objects = router.objects(for: TrafficPlan(["a1": 10_000]), at: RouteSite(RouterExample.deployment))
    for index in objects.indices {
      objects[index].content[["metadata", "generation"]] = 3
      if objects[index].kind == .httpRoute {
        objects[index].content[["status", "parents"]] = Self.parent([("Accepted", "True", 3)])
      }
    }
    #expect(router.problem(at: RouteSite(RouterExample.deployment, objects: objects)) == nil)
    objects[0].content[["status", "parents"]] = Self.parent([("Accepted", "True", 3), ("ResolvedRefs", "False", 3)])
    let problem = router.problem(at: RouteSite(RouterExample.deployment, objects: objects))
    #expect(problem?.reason == .refused)
    #expect(problem?.message == "Gateway `public` refuses InferencePool `fraud-a1` (ResolvedRefs, R): m")
  }
}
