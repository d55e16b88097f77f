import SlipwayAPI

extension RolloutState {
  func askedWeight(of arm: ArmStatus) -> BasisPoints {
    if isPaused { return arm.weight }
    switch stage {
    case .stepping:
      guard let step = plannedStep, step.kind == .ramp || step.kind == .test else { return .zero }
      return steppingWeight(from: arm.weight, to: weight(of: arm.name, at: step))
    case .rollingBack:
      return status.candidate.map { returningWeight(from: $0) } == .zero ? .zero : arm.weight
    case .new, .starting, .settled, .promoting: return .zero
    }
  }

  /// Copies go to a candidate that can take them, and to one that once could until the step ends.
  func askedMirror(of candidate: RevisionStatus) -> BasisPoints? {
    if isPaused { return candidate.mirror }
    guard let target = status.step?.mirror, stage == .stepping else { return nil }
    return isCandidateReady || candidate.mirror != nil ? target : nil
  }

  /// The plan for the traffic.
  var traffic: TrafficPlan {
    let arms = status.arms.dropFirst()
    let asked = (status.candidate?.weight.rawValue ?? 0) + arms.reduce(0) { $0 + $1.weight.rawValue }
    var shares: [TrafficPlan.Share] = []
    if let stable = status.stable {
      shares.append(
        TrafficPlan.Share(revision: stable.revision, track: .stable, weight: BasisPoints(rawValue: asked).complement))
    }
    if let candidate = status.candidate {
      let track: Track = candidate.mirror == nil ? .candidate : .shadow
      shares.append(TrafficPlan.Share(revision: candidate.revision, track: track, weight: candidate.weight))
    }
    shares += arms.map { TrafficPlan.Share(revision: $0.revision, track: .candidate, weight: $0.weight) }
    let mirror = status.candidate.flatMap { candidate in
      candidate.mirror.map { TrafficPlan.Mirror(revision: candidate.revision, share: $0) }
    }
    return TrafficPlan(
      shares: shares, mirror: mirror, rules: rules, affinity: spec.traffic.affinity?.affinity)
  }

  /// Requests that go to an arm whatever the shares are.
  private var rules: [TrafficPlan.MatchRule] {
    guard stage == .stepping, let step = plannedStep, step.kind == .ramp || step.kind == .test else { return [] }
    return status.arms.compactMap { arm in
      guard let settings = spec.strategy.abTest.arms.first(where: { $0.name == arm.name }), !settings.match.isEmpty,
        takesMatches(arm)
      else { return nil }
      return TrafficPlan.MatchRule(
        name: arm.name, conditions: settings.match.compactMap(\.condition), revision: arm.revision)
    }
  }

  /// An arm gets its requests once it is ready, which no pause may bring about, and then while any replica is.
  ///
  /// A rule that the router has stays while what is known of the replicas may be older than the rule.
  private func takesMatches(_ arm: ArmStatus) -> Bool {
    guard isMatched(arm) else { return !isPaused && isServing(arm, max(1, neededReplicas(of: arm))) }
    return isCatchingUp || isServing(arm, 1)
  }

  private func isServing(_ arm: ArmStatus, _ replicas: Int) -> Bool {
    isWarm(arm.revision) && world.ready(arm.revision) >= replicas
  }

  private func isMatched(_ arm: ArmStatus) -> Bool {
    world.traffic.plan?.rules.contains { $0.revision == arm.revision } ?? false
  }

  /// Whether the router is seen to do what the plan asks for.
  var isConfirmed: Bool { world.traffic.carriesOut(traffic, input.router) }

  /// Whether requests, or copies of them, reach a revision, or may still reach it because the data plane lags behind.
  func isReached(_ revision: String) -> Bool {
    guard let plan = world.traffic.plan else { return false }
    return !world.traffic.isConfirmed || plan.admitted.contains(revision) || plan.mirror?.revision == revision
  }

  /// Whether a revision has answered the requests that it is warmed up with.
  func isWarm(_ revision: String) -> Bool { world[revision]?.isWarmedUp ?? true }
}
