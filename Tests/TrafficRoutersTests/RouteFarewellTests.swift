import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

@Suite("What a router leaves behind")
struct RouteFarewellTests {
  private static let plan = TrafficPlan(["a1": 9_000, "b2": 1_000])

  private static func choice(_ set: (inout RouterSettings) -> Void) -> RouterChoice {
    var settings = RouterSettings()
    set(&settings)
    return settings.choice
  }

  private static func site(_ choice: RouterChoice, besides others: [RouteObject] = []) -> RouteSite {
    let objects = choice.router.objects(for: plan, at: RouteSite(RouterExample.deployment))
    return RouteSite(RouterExample.deployment, objects: objects + others)
  }

  private static func deleted(_ writes: [RouteWrite]) -> [RouteKind] {
    writes.compactMap { if case .delete(let object) = $0 { object.kind } else { nil } }
  }

  @Test("goes in an order in which nothing names what is gone")
  func order() {
    let istio = RouterChoice.istio(IstioRouter())
    let writes = RouteFarewell.writes(from: istio, to: ApexServiceRouter(), at: Self.site(istio))
    #expect(Self.deleted(writes) == [.virtualService, .destinationRule, .service])
    let pools = Self.choice {
      $0.gatewayAPI = GatewayRouter()
      $0.gatewayAPI?.inferencePool = InferencePoolSettings(picker: "fraud-epp")
    }
    let all = RouteFarewell.writes(from: pools, to: ApexServiceRouter(), at: Self.site(pools))
    #expect(Self.deleted(all) == [.httpRoute, .inferencePool, .inferencePool])
    // The route is the next router's as well, the pools are not.
    let plain = RouterChoice.gatewayAPI(GatewayRouter())
    #expect(pools.title == "InferencePool" && plain.title == "HTTPRoute")
    let some = RouteFarewell.writes(from: RouterChoice.titled(pools.title), to: plain.router, at: Self.site(pools))
    #expect(Self.deleted(some) == [.inferencePool, .inferencePool])
  }

  @Test("an IngressRoute goes with the `match` that it was made for")
  func ingressRoute() {
    let matched = Self.choice {
      $0.traefik = TraefikRouter()
      $0.traefik?.match = "Host(`fraud.example.com`)"
    }
    let writes = TraefikServiceRouter(TraefikRouter()).writes(for: Self.plan, at: Self.site(matched))
    #expect(Self.deleted(writes) == [.ingressRoute])
  }

  @Test("a route of Slipway's own stays until the one that is attached to is followed")
  func attached() {
    let own = RouterChoice.gatewayAPI(GatewayRouter())
    let router = Self.choice {
      $0.gatewayAPI = GatewayRouter()
      $0.gatewayAPI?.attach = RouteAttachment(name: "shop")
    }.router
    var shop = RouteObject(.httpRoute, AttachingTests.gateway)
    let site = Self.site(own, besides: [shop])
    guard case .edit(_, let changes)? = router.writes(for: Self.plan, at: site).first else {
      Issue.record("the route is not written")
      return
    }
    shop.content[["metadata", "annotations"]] = changes[["metadata", "annotations"]]
    shop.content[["spec", "rules"]] = changes[["spec", "rules"]]
    #expect(router.writes(for: Self.plan, at: Self.site(own, besides: [shop])).isEmpty)
    shop.content[["status", "parents"]] = [
      [
        "parentRef": ["name": "public"], "controllerName": "example.com/gateway",
        "conditions": [["type": "Accepted", "status": "True"]],
      ]
    ]
    #expect(Self.deleted(router.writes(for: Self.plan, at: Self.site(own, besides: [shop]))) == [.httpRoute])
  }

  @Test("what an own VirtualService stood on goes with it")
  func attachedIstio() {
    let own = RouterChoice.istio(IstioRouter())
    let router = Self.choice {
      $0.istio = IstioRouter()
      $0.istio?.attach = RouteAttachment(name: "shop")
    }.router
    var shop = RouteObject(.virtualService, AttachingTests.istio)
    guard case .edit(_, let changes)? = router.writes(for: Self.plan, at: Self.site(own, besides: [shop])).first else {
      Issue.record("the route is not written")
      return
    }
    shop.content[["metadata", "annotations"]] = changes[["metadata", "annotations"]]
    shop.content[["spec", "http"]] = changes[["spec", "http"]]
    let writes = router.writes(for: Self.plan, at: Self.site(own, besides: [shop]))
    #expect(Self.deleted(writes) == [.virtualService, .destinationRule, .service])
  }
}
