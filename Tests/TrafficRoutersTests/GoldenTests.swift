import Foundation
import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

/// What typical plans look like on each router: `UPDATE_GOLDEN=1` writes the files anew.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  @Test(arguments: RouterExample.all)
  func objects(_ example: RouterExample) throws {
    let file = Self.folder.appending(path: "\(example.title).yaml")
    let text = Self.text(example)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test("the page on routers shows the golden canary of each", arguments: RouterExample.all)
  func page(_ example: RouterExample) throws {
    let page = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/routers.md")
    let router = example.choice.router
    let canary = Self.yaml(router.objects(for: Self.canary, at: RouteSite(RouterExample.deployment)))
    #expect(try String(contentsOf: page, encoding: .utf8).contains(canary), "\(example.title) is not as written")
  }

  private static let canary = TrafficPlan(["7c9f3a55e1": 9_500, "b02d88c417": 500])

  /// All that a router can do in one plan.
  private static func full(_ capabilities: RouterCapabilities) -> TrafficPlan {
    var plan = canary
    if let grain = capabilities.mirrorGrain {
      plan.mirror = .init(
        revision: "e771fa0c93", share: max(grain, BasisPoints(rawValue: grain.rawValue == 1 ? 250 : 0)))
    }
    if capabilities.matching.contains(.header) {
      plan.rules = [
        .init(name: "beta", conditions: [.init(.header("x-model"), .exact("beta"))], revision: "b02d88c417")
      ]
    }
    if capabilities.stickiness.contains(.cookie) { plan.affinity = .cookie(name: "slipway", lifetime: .hours(1)) }
    return plan
  }

  private static func text(_ example: RouterExample) -> String {
    let router = example.choice.router
    let plans = [
      ("5% for the candidate", canary), ("all for the stable version", TrafficPlan(["7c9f3a55e1": 10_000])),
      ("all that the router can do", full(router.capabilities)),
    ]
    return plans.map { title, plan in
      "# \(title)\n" + yaml(router.objects(for: plan, at: RouteSite(RouterExample.deployment)))
    }.joined(separator: "---\n")
  }

  private static func yaml(_ objects: [RouteObject]) -> String {
    objects.map { object in
      var content = object.content
      content[["metadata", "ownerReferences"]] = nil
      return YAMLWriter.write(content)
    }.joined(separator: "---\n")
  }
}
