extension TrafficObservation {
  /// Whether the data plane does what a plan says, as far as a router with these capabilities can do it.
  ///
  /// A Service does it when its selector admits the right revisions: their shares are a matter of replicas.
  public func carriesOut(_ plan: TrafficPlan, _ capabilities: RouterCapabilities) -> Bool {
    guard isConfirmed, let seen = self.plan else { return false }
    guard capabilities.weightGrain != nil else { return seen.admitted == plan.admitted }
    return seen.says(plan.rounded(for: capabilities))
  }
}

extension TrafficPlan {
  /// Whether two plans ask the same of a router: tracks are names, a share of nothing is none, and a rule
  /// can be written in several ways.
  public func says(_ other: TrafficPlan) -> Bool {
    func weights(_ plan: TrafficPlan) -> [String: Int] {
      plan.shares.reduce(into: [:]) { if $1.weight > .zero { $0[$1.revision, default: 0] += $1.weight.rawValue } }
    }
    return weights(self) == weights(other) && mirror == other.mirror && affinity == other.affinity
      && rules.elementsEqual(other.rules) { $0.plainest == $1.plainest }
  }
}
