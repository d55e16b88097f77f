import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

@Suite("Names of rules")
struct RuleNamesTests {
  private static let able = RouterExample.all.filter { $0.choice.capabilities.matching.contains(.header) }

  /// A plan with a rule whose name is one that a router gives to what is its own.
  private static func plan(_ name: String) -> TrafficPlan {
    var plan = TrafficPlan(["a1": 9_000, "b2": 1_000])
    plan.rules = [.init(name: name, conditions: [.init(.header("x-model"), .exact("b"))], revision: "b2")]
    return plan
  }

  @Test("that are the deployment's, or a router's own, lose no route", arguments: able, ["fraud", "shares"])
  func collisions(_ example: RouterExample, name: String) throws {
    let (router, plan) = (example.choice.router, Self.plan(name))
    var cluster = RouterCluster.make()
    for write in router.writes(for: plan, at: RouteSite(RouterExample.deployment)) { try cluster.perform(write) }
    let site = RouteSite(RouterExample.deployment, objects: cluster.objects(router.kinds))
    #expect(router.plan(at: site)?.says(plan) == true, "\(String(describing: router.plan(at: site)))")
    #expect(router.writes(for: plan, at: site).isEmpty)
  }

  @Test("are told apart in an ApisixRoute, where of two with one name the first is lost")
  func apisix() throws {
    let site = RouteSite(RouterExample.deployment)
    let route = try #require(ApisixRouteRouter(APISIXRouter()).objects(for: Self.plan("shares"), at: site).first)
    #expect(route.content[["spec", "http"]]?.elements.compactMap { $0["name"]?.string } == ["shares", "shares-2"])
  }
}
