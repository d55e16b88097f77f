import SlipwayAPI

extension TrafficPlan {
  /// The rules of the plan, and after them those that bring clients with a cookie back to their revision.
  func rulesWithAffinity(_ cookie: AffinityCookie?) -> [MatchRule] {
    guard let cookie else { return rules }
    return rules
      + shares.filter { $0.weight > .zero }.map { share in
        MatchRule(
          name: "affinity-\(share.revision)", conditions: [cookie.condition(share.revision)], revision: share.revision)
      }
  }

  /// Makes a plan of what was read back.
  ///
  /// - Parameter rules: in their order, those for the cookie among them.
  init(shares: [Share], mirror: Mirror?, rules: [MatchRule], cookie: AffinityCookie?) {
    let own = rules.filter { rule in
      cookie.map { rule.conditions != [$0.condition(rule.revision)] } ?? true
    }
    self.init(shares: shares, mirror: mirror, rules: own, affinity: cookie?.affinity)
  }

  /// Every revision that the plan names, each once.
  var revisions: [String] {
    var seen: Set<String> = []
    return (shares.map(\.revision) + rules.map(\.revision) + [mirror?.revision].compactMap(\.self))
      .filter { seen.insert($0).inserted }
  }
}
