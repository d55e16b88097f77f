extension TrafficPlan {
  /// The plan as a router can carry it out: every share a multiple of the router's grain, with the same total.
  ///
  /// No share moves by more than the grain; one that is not zero stays so as long as that holds. A Service's plan is
  /// left as it is: what replicas give is seen, not reckoned. Clients are kept with a revision only while there is more
  /// than one to choose from: else all would be bound to the stable version before a rollout begins.
  public func rounded(for capabilities: RouterCapabilities) -> TrafficPlan {
    var plan = self
    if shares.count(where: { $0.weight > .zero }) < 2 { plan.affinity = nil }
    if let grain = capabilities.weightGrain?.rawValue, grain > 1, total.isMultiple(of: grain) {
      for (index, units) in Self.units(shares.map(\.weight.rawValue), grain: grain).enumerated() {
        plan.shares[index].weight = BasisPoints(rawValue: units * grain)
      }
    }
    if let grain = capabilities.mirrorGrain?.rawValue, grain > 1, let share = mirror?.share.rawValue {
      let units = max(1, (share + grain / 2) / grain)
      plan.mirror?.share = BasisPoints(rawValue: share == 0 ? 0 : min(units * grain, BasisPoints.whole.rawValue))
    }
    return plan
  }

  /// Numbers in units of the grain by largest remainder: their sum is that of the numbers.
  private static func units(_ numbers: [Int], grain: Int) -> [Int] {
    var units = numbers.map { $0 / grain }
    let missing = numbers.reduce(0, +) / grain - units.reduce(0, +)
    let order = numbers.indices.sorted { (numbers[$0] % grain, $1) > (numbers[$1] % grain, $0) }
    for index in order.prefix(missing) { units[index] += 1 }
    // A share that would vanish gets its unit of another that can spare one.
    for index in numbers.indices where numbers[index] > 0 && units[index] == 0 {
      guard
        let donor = numbers.indices.max(by: { units[$0] < units[$1] }),
        units[donor] > 1, numbers[donor] - (units[donor] - 1) * grain <= grain
      else { continue }
      units[donor] -= 1
      units[index] = 1
    }
    return units
  }
}
