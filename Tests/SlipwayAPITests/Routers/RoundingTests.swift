import KubeCore
import SlipwayAPI
import Testing

@Suite struct RoundingTests {
  @Test("rounded shares keep their sum, and none moves by more than the grain", arguments: [1, 100, 10_000])
  func shares(grain: Int) {
    var random = SplitMix64(seed: 20_261)
    let capabilities = RouterCapabilities(weights: .grain(BasisPoints(rawValue: grain)), mirrorGrain: .whole)
    for round in 0..<500 {
      let plan = Self.plan(&random)
      let rounded = plan.rounded(for: capabilities)
      #expect(rounded.total == 10_000, "seed 20261, round \(round)")
      for (before, after) in zip(plan.shares, rounded.shares) {
        #expect(after.weight.rawValue % grain == 0)
        #expect(before.weight.distance(to: after.weight).rawValue <= grain, "seed 20261, round \(round): \(plan.shares)")
      }
      #expect(rounded.rounded(for: capabilities) == rounded)
    }
  }

  private static func plan(_ random: inout SplitMix64) -> TrafficPlan {
    var left = 10_000
    var shares: [TrafficPlan.Share] = []
    for number in 1...Int.random(in: 1...4, using: &random) {
      let weight = Int.random(in: 0...left, using: &random)
      left -= weight
      shares.append(TrafficPlan.Share(revision: "r\(number)", track: .candidate, weight: BasisPoints(rawValue: weight)))
    }
    shares.append(TrafficPlan.Share(revision: "r0", track: .stable, weight: BasisPoints(rawValue: left)))
    return TrafficPlan(shares: shares)
  }

  @Test(
    "a small share does not vanish between two",
    arguments: [(40, 100), (9_960, 9_900), (0, 0), (10_000, 10_000), (550, 500), (551, 600)])
  func small(asked: Int, given: Int) {
    let plan = TrafficPlan(shares: [
      TrafficPlan.Share(revision: "b", track: .stable, weight: BasisPoints(rawValue: 10_000 - asked)),
      TrafficPlan.Share(revision: "a", track: .candidate, weight: BasisPoints(rawValue: asked)),
    ])
    let capabilities = RouterCapabilities(weights: .grain(BasisPoints(percent: 1)))
    #expect(plan.rounded(for: capabilities).weight(of: "a").rawValue == given)
  }

  @Test("clients are kept with a revision only while there are two")
  func affinity() {
    var plan = TrafficPlan(shares: [TrafficPlan.Share(revision: "a", track: .stable, weight: .whole)])
    plan.affinity = .cookie(name: "c", lifetime: .minutes(1))
    #expect(plan.rounded(for: RouterSettings().capabilities).affinity == nil)
  }
}
