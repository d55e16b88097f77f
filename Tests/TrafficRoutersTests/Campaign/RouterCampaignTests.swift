import Foundation
import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

/// Plans drawn by seed, written one after the other to an API server that knows the published definitions.
///
/// `ROUTER_PLANS` and `ROUTER_SEED` change the number of plans for each router and the first seed.
@Suite struct RouterCampaignTests {
  private static func number(_ variable: String, _ fallback: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? fallback
  }

  @Test("every object is valid, and what is written is read back", arguments: RouterExample.all)
  func plans(_ example: RouterExample) throws {
    let (count, seed) = (Self.number("ROUTER_PLANS", 40), Self.number("ROUTER_SEED", 26))
    let router = example.choice.router
    var generator = PlanGenerator(router.capabilities, seed: UInt64(seed))
    var cluster = RouterCluster.make()
    var written: [RouteKind: Int] = [:]
    var invalid = 0
    for number in 0..<count {
      let plan = generator.plan()
      let label = "\(example.title), seed \(seed), plan \(number): \(plan)"
      for write in router.writes(for: plan, at: site(&cluster, router)) {
        written[write.object.kind, default: 0] += 1
        do {
          try cluster.perform(write)
        } catch {
          invalid += 1
          Issue.record("\(label): \(error)")
        }
        if write.object.kind == .virtualService { expectNoDanglingSubset(site(&cluster, router), label) }
      }
      // What was kept for the moment goes once the rest has been seen.
      for write in router.writes(for: plan, at: site(&cluster, router)) { try cluster.perform(write) }
      let after = site(&cluster, router)
      let rounded = plan.rounded(for: router.capabilities)
      #expect(
        router.plan(at: after)?.says(rounded) == true, "\(label)\nread: \(String(describing: router.plan(at: after)))")
      #expect(router.writes(for: plan, at: after).isEmpty, "\(label)")
    }
    report(example.title, count, written, invalid)
    let service = RouterChoice.service(ServiceRouter()).router
    let farewell = RouteFarewell.writes(from: example.choice, to: service, at: site(&cluster, router))
    for write in farewell { try cluster.perform(write) }
    #expect(cluster.objects(router.kinds).isEmpty)
  }

  @Test("nothing and all are given and read back, in both directions", arguments: RouterExample.all)
  func ends(_ example: RouterExample) throws {
    let router = example.choice.router
    var cluster = RouterCluster.make()
    let plans = [
      TrafficPlan(["a1": 10_000]), TrafficPlan(["a1": 10_000, "b2": 0]), TrafficPlan(["a1": 0, "b2": 10_000]),
      TrafficPlan(["b2": 10_000]), TrafficPlan(["b2": 0, "a1": 10_000]), TrafficPlan(["a1": 10_000]),
    ]
    for plan in plans {
      // What was kept for the moment goes at the second look.
      for _ in 1...2 {
        for write in router.writes(for: plan, at: site(&cluster, router)) { try cluster.perform(write) }
      }
      let seen = router.plan(at: site(&cluster, router))
      #expect(seen?.says(plan) == true, "\(plan)\nread: \(String(describing: seen))")
      #expect(seen?.total == 10_000)
      #expect(router.writes(for: plan, at: site(&cluster, router)).isEmpty)
    }
  }

  @Test("the greatest test that a router offers to carry is valid", arguments: RouterExample.all)
  func greatest(_ example: RouterExample) throws {
    let (router, able) = (example.choice.router, example.choice.capabilities)
    // A deployment has nine versions at most: the stable one and eight arms.
    let revisions = (1...min(9, able.revisions)).map { "7c9f3a55e\($0)" }
    let grain = able.weightGrain?.rawValue ?? 1
    var plan = TrafficPlan(
      shares: revisions.enumerated().map { position, revision in
        let weight = position == 0 ? 10_000 - (revisions.count - 1) * grain : grain
        return .init(revision: revision, track: .candidate, weight: BasisPoints(rawValue: weight))
      })
    if able.stickiness.contains(.cookie) { plan.affinity = .cookie(name: "slipway", lifetime: .hours(1)) }
    let kept = plan.affinity == nil ? 0 : revisions.count
    if able.matching.contains(.header) {
      plan.rules = revisions.dropFirst().prefix(able.rules - kept - 1).enumerated().map { position, revision in
        .init(
          name: "arm-\(position)", conditions: [.init(.header("x-model"), .exact("\(position)"))], revision: revision)
      }
    }
    var cluster = RouterCluster.make()
    for write in router.writes(for: plan, at: site(&cluster, router)) { try cluster.perform(write) }
    #expect(router.plan(at: site(&cluster, router))?.says(plan) == true)
  }

  private func site(_ cluster: inout RouterCluster, _ router: any TrafficRouter) -> RouteSite {
    RouteSite(RouterExample.deployment, objects: cluster.objects(router.kinds))
  }

  /// A VirtualService that names a subset which no DestinationRule has answers 503.
  private func expectNoDanglingSubset(_ site: RouteSite, _ label: String) {
    guard let service = site.object(.virtualService, site.name) else { return }
    let subsets = site.object(.destinationRule, site.name)?.content[["spec", "subsets"]]?.elements ?? []
    let known = Set(subsets.compactMap { $0["name"]?.string })
    for route in service.content[["spec", "http"]]?.elements ?? [] {
      for destination in route["route"]?.elements ?? [] {
        #expect(known.contains(destination[["destination", "subset"]]?.string ?? ""), "\(label)")
      }
    }
  }

  private func report(_ title: String, _ plans: Int, _ written: [RouteKind: Int], _ invalid: Int) {
    let checked = written.filter { RouterCluster.isDefined($0.key) }.values.reduce(0, +)
    let others = written.filter { !RouterCluster.isDefined($0.key) }
    let total = written.values.reduce(0, +)
    print(
      "router \(title): \(plans) plans, \(total) objects, \(checked) of them held to a definition, \(invalid) invalid")
    for (kind, count) in others { print("Skipped: no published definition of \(kind.rawValue) for \(count) objects") }
  }
}
