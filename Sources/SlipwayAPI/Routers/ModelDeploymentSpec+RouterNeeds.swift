extension ModelDeploymentSpec {
  /// What the strategy and the affinity ask of the router.
  public var routerNeeds: [RouterNeed] {
    let needs =
      switch strategy.type {
      case .canary: canaryNeeds
      case .shadow: shadowNeeds + (strategy.shadow.then == .canary ? canaryNeeds : [])
      case .abTest: testNeeds
      case .blueGreen, .rollingUpdate: [RouterNeed]()
      }
    return needs + affinityNeeds
  }

  private var canaryNeeds: [RouterNeed] {
    strategy.canary.steps.enumerated().compactMap { position, step in
      step.weight.map { RouterNeed(.share($0), path: "spec.strategy.canary.steps[\(position)].weight", value: $0.text) }
    }
  }

  private var shadowNeeds: [RouterNeed] {
    let mirror = strategy.shadow.mirror
    return [RouterNeed(.mirror(mirror), path: "spec.strategy.shadow.mirror", value: mirror.text)]
  }

  private var testNeeds: [RouterNeed] {
    let arms = strategy.abTest.arms
    let revisions = RouterNeed(
      .revisions(arms.count + 1), path: "spec.strategy.abTest.arms", value: "\(arms.count) arms")
    let rules = RouterNeed(.rules(testRules), path: "spec.strategy.abTest.arms", value: "\(testRules) rules")
    return [revisions, rules] + arms.enumerated().flatMap { armNeeds($1, at: "spec.strategy.abTest.arms[\($0)]") }
  }

  /// How many rules a route needs for the test, those that bring clients with a cookie back among them.
  private var testRules: Int {
    let arms = strategy.abTest.arms
    let kept = traffic.affinity?.cookie == nil ? 0 : arms.count { $0.weight > .zero } + 1
    return arms.count { !$0.match.isEmpty } + kept + 1
  }

  private func armNeeds(_ arm: TestArm, at path: String) -> [RouterNeed] {
    let share = RouterNeed(.share(arm.weight), path: "\(path).weight", value: arm.weight.text)
    let together: [(ability: RouterNeed.Ability, count: Int)] = [
      (.conditions(arm.match.count), arm.match.count), (.cookies(arm.cookies), arm.cookies),
    ]
    return [share] + together.filter { $0.count > 1 }.map { RouterNeed($0.ability, path: "\(path).match") }
      + arm.match.enumerated().flatMap { position, match in
        (match.condition?.abilities ?? []).map { RouterNeed(.matching($0), path: "\(path).match[\(position)]") }
      }
  }

  private var affinityNeeds: [RouterNeed] {
    switch traffic.affinity?.affinity {
    case .cookie(let name, _): [RouterNeed(.stickiness(.cookie), path: "spec.traffic.affinity.cookie", value: name)]
    case .headerHash(let name):
      [RouterNeed(.stickiness(.headerHash), path: "spec.traffic.affinity.header", value: name)]
    case nil: []
    }
  }
}

extension TestArm {
  /// How many conditions look at cookies, one on the whole header among them.
  fileprivate var cookies: Int { match.count { $0.cookie != nil || $0.header?.lowercased() == "cookie" } }
}
