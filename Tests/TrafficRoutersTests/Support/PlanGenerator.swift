import KubeCore
import SlipwayAPI

/// Draws plans that a router with some capabilities can carry out.
struct PlanGenerator {
  let capabilities: RouterCapabilities
  var random: SplitMix64
  private static let revisions = (1...6).map { "7c9f3a55e\($0)" }

  init(_ capabilities: RouterCapabilities, seed: UInt64) {
    self.capabilities = capabilities
    random = SplitMix64(seed: seed)
  }

  mutating func plan() -> TrafficPlan {
    var plan = TrafficPlan(shares: shares())
    let all = plan.shares.map(\.revision)
    if let grain = capabilities.mirrorGrain?.rawValue, Int.random(in: 0..<3, using: &random) == 0 {
      let share = max(1, Int.random(in: 0...10_000 / grain, using: &random)) * grain
      plan.mirror = .init(revision: Self.revisions.last ?? "", share: BasisPoints(rawValue: share))
    }
    let most = capabilities.revisions == 2 ? 1 : 3
    if !capabilities.matching.isEmpty, Int.random(in: 0..<2, using: &random) == 0 {
      for number in 1...Int.random(in: 1...most, using: &random) {
        // What knows two revisions alone sends matches to the second.
        guard let revision = most == 1 ? (all.count > 1 ? all.last : nil) : all.randomElement(using: &random) else {
          continue
        }
        plan.rules.append(.init(name: "rule-\(number)", conditions: conditions(most == 1), revision: revision))
      }
    }
    if capabilities.stickiness.contains(.cookie), Int.random(in: 0..<3, using: &random) == 0 {
      plan.affinity = .cookie(name: "slipway", lifetime: .seconds(Int64.random(in: 1...86_400, using: &random)))
    }
    return plan
  }

  private mutating func shares() -> [TrafficPlan.Share] {
    let count = Int.random(in: 1...min(4, capabilities.revisions), using: &random)
    let revisions = Array(Self.revisions.shuffled(using: &random).prefix(count))
    let grain = capabilities.weightGrain?.rawValue ?? 1
    var left = 10_000 / grain
    var weights: [Int] = []
    for _ in 1..<max(count, 1) {
      // The ends of the range are drawn as often as all between.
      let part = [0, left, Int.random(in: 0...left, using: &random)].randomElement(using: &random) ?? 0
      weights.append(part)
      left -= part
    }
    weights.append(left)
    return zip(revisions, weights.shuffled(using: &random)).enumerated().map { position, pair in
      .init(
        revision: pair.0, track: position == 0 ? .stable : .candidate, weight: BasisPoints(rawValue: pair.1 * grain))
    }
  }

  private mutating func conditions(_ onlyOne: Bool) -> [TrafficPlan.MatchCondition] {
    var conditions: [TrafficPlan.MatchCondition] = []
    let matching = capabilities.matching
    if matching.contains(.header) { conditions.append(.init(.header("x-model"), comparison())) }
    if onlyOne { return conditions }
    if matching.contains(.cookie) { conditions.append(.init(.cookie("arm.1"), comparison())) }
    if matching.contains(.query) { conditions.append(.init(.query("model"), comparison())) }
    if matching.contains(.method) { conditions.append(.init(.method, .exact("POST"))) }
    let kept = Int.random(in: 1...conditions.count, using: &random)
    return Array(conditions.shuffled(using: &random).prefix(kept))
  }

  private mutating func comparison() -> MatchComparison {
    let value = ["canary", "a b", "v1.2+x", "50%", "q*?", #"s\t"#].randomElement(using: &random) ?? ""
    guard capabilities.matching.contains(.expression) else { return .exact(value) }
    let all: [MatchComparison] = [.exact(value), .prefix(value), .expression("(a|b)[0-9]+/x")]
    return all.randomElement(using: &random) ?? .exact(value)
  }

  private typealias MatchComparison = TrafficPlan.MatchCondition.Comparison
}
