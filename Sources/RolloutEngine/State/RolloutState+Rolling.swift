import SlipwayAPI

extension RolloutState {
  /// Whether replicas are replaced one after the other.
  var isRolling: Bool { status.step?.strategy == .rollingUpdate && (stage == .stepping || stage == .promoting) }

  /// The next move of a rolling update: the stable version loses what the candidate is seen to carry, and the candidate
  /// gets what fits beside it. What is left of the stable version when all traffic has moved stays until it retires, so
  /// that requests under way can end.
  var rollingSplit: ReplicaSplit {
    let settings = spec.strategy.rollingUpdate
    let present = ReplicaSplit(
      stable: world.desired(status.stable?.revision ?? ""), candidate: world.desired(status.candidate?.revision ?? ""))
    let hasMoved = status.candidate?.weight == .whole && present.candidate >= replicas
    let rest = hasMoved ? present.stable : neededOfStable
    let stable = min(present.stable, rest)
    let room = max(0, replicas + settings.maxSurge - max(present.stable, stable))
    let limit = input.spareReplicas.map { present.candidate + max(0, $0) } ?? replicas
    return ReplicaSplit(stable: stable, candidate: min(replicas, max(present.candidate, min(room, limit))))
  }

  /// How many replicas the traffic needs that the stable version is seen to get.
  private var neededOfStable: Int {
    guard let stable = status.stable, let candidate = status.candidate, let plan = world.traffic.plan, isConfirmed
    else {
      return needed
    }
    guard isByReplicas else { return input.router.replicas(for: plan.weight(of: stable.revision), of: needed) }
    return plan.admitted.contains(candidate.revision) ? max(0, needed - world.ready(candidate.revision)) : needed
  }
}

extension RouterCapabilities {
  /// The fewest replicas that carry a share, as exactly as the router can give one: two of three carry 67% where it knows
  /// whole per cents, since the other one carries no more than 33%.
  func replicas(for share: BasisPoints, of count: Int) -> Int {
    let least = BasisPoints(rawValue: share.rawValue - max(1, weightGrain?.rawValue ?? 1)).share(of: count)
    return share > .zero ? max(1, least) : 0
  }
}
