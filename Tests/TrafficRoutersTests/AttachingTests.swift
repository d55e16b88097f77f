import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

@Suite struct AttachingTests {
  static let gateway: JSONValue = [
    "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
    "metadata": ["name": "shop", "namespace": "ml", "annotations": ["team": "shop"]],
    "spec": [
      "parentRefs": [["name": "public"]], "hostnames": ["shop.example.com"],
      "rules": [
        [
          "matches": [["path": ["type": "PathPrefix", "value": "/score"]]],
          "backendRefs": [["name": "fraud", "port": 80, "weight": 3]],
        ],
        [
          "matches": [["path": ["type": "PathPrefix", "value": "/"]]], "backendRefs": [["name": "web", "port": 8080]],
        ],
      ],
    ],
  ]

  static let istio: JSONValue = [
    "apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": ["name": "shop", "namespace": "ml"],
    "spec": [
      "hosts": ["shop.example.com"],
      "http": [
        [
          "timeout": "2s",
          "route": [["destination": ["host": "fraud.ml.svc.cluster.local", "port": ["number": 80]]]],
        ],
        ["match": [["uri": ["prefix": "/web"]]], "route": [["destination": ["host": "web"]]]],
      ],
    ],
  ]

  private static func router(_ kind: RouteKind) -> any TrafficRouter {
    var settings = RouterSettings()
    if kind == .httpRoute {
      settings.gatewayAPI = GatewayRouter()
      settings.gatewayAPI?.attach = RouteAttachment(name: "shop")
    } else {
      settings.istio = IstioRouter()
      settings.istio?.attach = RouteAttachment(name: "shop")
    }
    return settings.choice.router
  }

  @Test(
    "weights are written where the Service stood alone, nothing else changes, and in the end all is as it was",
    arguments: [(RouteKind.httpRoute, gateway), (.virtualService, istio)])
  func roundTrip(kind: RouteKind, route: JSONValue) throws {
    let router = Self.router(kind)
    var cluster = RouterCluster.make()
    try cluster.create(RouteObject(kind, route))
    func site() -> RouteSite { RouteSite(RouterExample.deployment, objects: cluster.objects([kind])) }
    let before = try #require(site().object(kind, "shop")?.content["spec"])
    for weight in [500, 5_000, 10_000, 0] {
      let plan = TrafficPlan(["a1": 10_000 - weight, "b2": weight])
      for write in router.writes(for: plan, at: site()) { try cluster.perform(write) }
      #expect(router.plan(at: site())?.says(plan) == true)
      #expect(router.writes(for: plan, at: site()).isEmpty)
      let object = try #require(site().object(kind, "shop"))
      let list = kind == .httpRoute ? "rules" : "http"
      #expect(object.content[["spec", list]]?[1] == before[list]?[1])
      if kind == .virtualService { #expect(object.content[["spec", list]]?[0]?["timeout"] == "2s") }
    }
    // A revision that has no part any more is not named any more, though it had nothing before.
    for write in router.writes(for: TrafficPlan(["a1": 10_000]), at: site()) { try cluster.perform(write) }
    let list = site().object(kind, "shop")?.content[["spec", kind == .httpRoute ? "rules" : "http"]]?[0]
    #expect(list?[kind == .httpRoute ? "backendRefs" : "route"]?.elements.count == 1)
    let left = RouteFarewell.writes(from: nil, to: ApexServiceRouter(), at: site())
    for write in left { try cluster.perform(write) }
    #expect(site().object(kind, "shop")?.content["spec"] == before)
    #expect(site().object(kind, "shop")?.annotation("slipway.dev/attached-fraud") == nil)
    #expect(RouteFarewell.writes(from: nil, to: ApexServiceRouter(), at: site()).isEmpty)
  }

  @Test("what was found comes back to its own place, also when the route has been rearranged since")
  func rearranged() throws {
    func rule(_ path: String, _ backend: JSONValue) -> JSONValue {
      ["matches": [["path": ["type": "PathPrefix", "value": .string(path)]]], "backendRefs": [backend]]
    }
    let (first, second): (JSONValue, JSONValue) = (
      ["name": "fraud", "port": 80, "weight": 3], ["name": "fraud", "port": 8080]
    )
    var route = RouteObject(.httpRoute, Self.gateway)
    route.content[["spec", "rules"]] = [rule("/a", first), rule("/b", second)]
    let router = Self.router(.httpRoute)
    let writes = router.writes(
      for: TrafficPlan(["a1": 9_000, "b2": 1_000]), at: RouteSite(RouterExample.deployment, objects: [route]))
    guard case .edit(_, let changes)? = writes.first else {
      Issue.record("\(writes)")
      return
    }
    let written = changes[["spec", "rules"]]?.elements ?? []
    // The user puts a rule before them, changes places, and gives one a port that was not there before.
    var changed = written[0]
    changed["backendRefs"] = .array((changed["backendRefs"]?.elements ?? []).map { backend in
      var backend = backend
      backend["port"] = 9_000
      return backend
    })
    route.content[["metadata", "annotations"]] = changes[["metadata", "annotations"]]
    route.content[["spec", "rules"]] = .array([rule("/new", first), written[1], written[0], changed])
    let farewell = RouteFarewell.writes(
      from: nil, to: ApexServiceRouter(), at: RouteSite(RouterExample.deployment, objects: [route]))
    guard case .edit(_, let restored)? = farewell.first else {
      Issue.record("\(farewell)")
      return
    }
    #expect(
      restored[["spec", "rules"]]?.elements.map { $0["backendRefs"] }
        == [[first], [second], [first], [["name": "fraud", "port": 9_000]]])
  }

  @Test("a route that is missing, or has no place for weights, is a problem and not touched")
  func noPlace() {
    let router = Self.router(.httpRoute)
    let plan = TrafficPlan(["a1": 10_000])
    let nowhere = RouteSite(RouterExample.deployment)
    #expect(router.problem(at: nowhere)?.message == "There is no HTTPRoute `shop` to write weights into.")
    var other = Self.gateway
    other[["spec", "rules"]] = [["backendRefs": [["name": "fraud", "port": 80], ["name": "web", "port": 80]]]]
    let shared = RouteSite(RouterExample.deployment, objects: [RouteObject(.httpRoute, other)])
    #expect(router.problem(at: shared)?.reason == .noPlace)
    #expect(router.writes(for: plan, at: shared).isEmpty)
    #expect(!router.observe(shared).isConfirmed)
  }

  @Test("a GitOps tool is told what to leave alone")
  func advice() {
    var spec = ModelDeploymentSpec()
    spec.traffic.router.gatewayAPI = GatewayRouter()
    let own = ModelDeployment(metadata: ObjectMeta(name: "fraud", namespace: "ml"), spec: spec)
    #expect(GitOpsAdvice.ignoreDifferences(for: own) == nil)
    spec.traffic.router.gatewayAPI?.attach = RouteAttachment(name: "shop")
    let attached = ModelDeployment(metadata: ObjectMeta(name: "fraud", namespace: "ml"), spec: spec)
    #expect(
      GitOpsAdvice.ignoreDifferences(for: attached) == """
        ignoreDifferences:
        - group: gateway.networking.k8s.io
          kind: HTTPRoute
          name: shop
          namespace: ml
          jqPathExpressions:
          - .spec.rules[]?.backendRefs
          - .metadata.annotations."slipway.dev/attached-fraud"
        syncOptions:
        - RespectIgnoreDifferences=true

        """)
  }
}
