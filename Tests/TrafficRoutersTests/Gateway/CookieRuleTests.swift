import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

@Suite("Rules of an HTTPRoute before those for the cookie")
struct CookieRuleTests {
  typealias Condition = TrafficPlan.MatchCondition

  /// The Gateway API puts more headers before all else but paths and methods, and the order of rules last: without a
  /// second match a client that has been to the stable version would never reach an arm by a parameter.
  @Test(
    arguments: [
      ([Condition(.query("model"), .exact("b"))], 2), ([Condition(.header("x-model"), .exact("b"))], 1),
      ([Condition(.cookie("beta"), .exact("1"))], 1), ([Condition(.method, .exact("POST"))], 1),
      ([Condition(.query("model"), .exact("b")), Condition(.header("x-model"), .exact("b"))], 1),
    ])
  func matches(conditions: [Condition], count: Int) throws {
    var plan = TrafficPlan(["a1": 9_000, "b2": 1_000])
    plan.affinity = .cookie(name: "slipway", lifetime: .hours(1))
    plan.rules = [.init(name: "beta", conditions: conditions, revision: "b2")]
    let router = GatewayRouteRouter(GatewayRouter())
    let site = RouteSite(RouterExample.deployment)
    let route = try #require(router.objects(for: plan, at: site).first)
    let rules = route.content[["spec", "rules"]]?.elements ?? []
    #expect(rules.map { $0["matches"]?.elements.count ?? 0 } == [count, 1, 1, 1])
    if count == 2 {
      #expect(
        rules[0]["matches"]?[1]?["headers"]
          == [["type": "RegularExpression", "name": "Cookie", "value": "(.*; ?)?slipway=[^;]*(;.*)?"]])
      #expect(rules[0]["matches"]?[1]?["queryParams"] == rules[0]["matches"]?[0]?["queryParams"])
    }
    #expect(router.plan(at: RouteSite(RouterExample.deployment, objects: [route]))?.says(plan) == true)
    plan.affinity = nil
    let plain = try #require(router.objects(for: plan, at: site).first)
    #expect(plain.content[["spec", "rules"]]?[0]?["matches"]?.elements.count == 1)
  }
}
