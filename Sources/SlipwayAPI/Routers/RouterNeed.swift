/// One thing that a strategy asks of the router, and the field that asks for it.
public struct RouterNeed: Sendable, Hashable {
  /// What is asked for.
  public enum Ability: Sendable, Hashable {
    /// A share of the traffic of exactly this size.
    case share(BasisPoints)
    /// Copies of this part of all requests.
    case mirror(BasisPoints)
    /// To tell requests apart by this.
    case matching(RouterCapabilities.Matching)
    /// So many conditions in one rule.
    case conditions(Int)
    /// So many conditions on cookies in one rule.
    case cookies(Int)
    /// To keep clients with one revision.
    case stickiness(RouterCapabilities.Stickiness)
    /// So many revisions at once.
    case revisions(Int)
    /// So many rules in one route.
    case rules(Int)
  }

  public var ability: Ability
  /// The path of the field, such as `spec.strategy.canary.steps[0].weight`.
  public var path: String
  /// The value of the field as its author wrote it.
  public var value: String

  public init(_ ability: Ability, path: String, value: String = "") {
    (self.ability, self.path, self.value) = (ability, path, value)
  }
}

extension RouterCapabilities {
  /// Whether the router can do what is asked for.
  ///
  /// A share is always offered by a Service: how near it comes depends on the number of replicas, and is a matter of
  /// its tolerance.
  public func offers(_ ability: RouterNeed.Ability) -> Bool {
    switch ability {
    case .share(let share): weightGrain.map { share.isMultiple(of: $0) } ?? true
    case .mirror(let share): mirrorGrain.map { share.isMultiple(of: $0) } ?? false
    case .matching(let matching): self.matching.contains(matching)
    case .conditions(let count): count <= conditions && !matching.isEmpty
    case .cookies(let count): count <= cookies && matching.contains(.cookie)
    case .stickiness(let stickiness): self.stickiness.contains(stickiness)
    case .revisions(let count): count <= revisions
    case .rules(let count): count <= rules
    }
  }

  /// The multiples in which shares are given; `nil` where replicas give them.
  public var weightGrain: BasisPoints? { if case .grain(let grain) = weights { grain } else { nil } }
}

extension BasisPoints {
  fileprivate func isMultiple(of grain: BasisPoints) -> Bool {
    grain > .zero && rawValue.isMultiple(of: grain.rawValue)
  }
}

extension TrafficPlan.MatchCondition {
  /// What a router must be able to tell requests apart by.
  public var abilities: [RouterCapabilities.Matching] {
    let place: RouterCapabilities.Matching =
      switch self.place {
      case .header: .header
      case .cookie: .cookie
      case .query: .query
      case .method: .method
      }
    if case .exact = comparison { return [place] }
    return [place, .expression]
  }
}
