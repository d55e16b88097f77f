import SlipwayAPI

extension RolloutState {
  /// How many replicas stable and candidate should end up with.
  var targetSplit: ReplicaSplit {
    switch stage {
    case .new, .settled: ReplicaSplit(stable: replicas, candidate: 0)
    case .starting: ReplicaSplit(stable: 0, candidate: replicas)
    case .stepping:
      isStableDown
        ? ReplicaSplit(stable: replicas, candidate: replicas)
        : Self.split(replicas, isOutOfReach ? status.candidate?.weight ?? .zero : status.step?.weight ?? .zero)
    case .promoting: ReplicaSplit(stable: Self.split(replicas, heldWeight).stable, candidate: replicas)
    case .rollingBack: ReplicaSplit(stable: replicas, candidate: world.desired(status.candidate?.revision ?? ""))
    }
  }

  /// The weight of the last step, at which the stable version stays until it has been taken over from.
  private var heldWeight: BasisPoints { weight(at: steps.count - 1) }

  /// The split for a weight, but that a stable version without traffic stays whole for the way back.
  private static func split(_ replicas: Int, _ weight: BasisPoints) -> ReplicaSplit {
    guard weight >= .whole else { return ReplicaSplit(replicas: replicas, weight: weight) }
    return ReplicaSplit(stable: replicas, candidate: replicas)
  }

  /// How many replicas stable and candidate should have now: more at once, fewer only when the other side is whole.
  var currentSplit: ReplicaSplit {
    let target = targetSplit
    guard let stable = status.stable, let candidate = status.candidate else { return target }
    let present = ReplicaSplit(stable: world.desired(stable.revision), candidate: world.desired(candidate.revision))
    if isPaused { return pausedSplit(target: target, present: present) }
    return ReplicaSplit(
      stable: lowered(present.stable, to: target.stable, other: candidate.revision),
      candidate: lowered(present.candidate, to: target.candidate, other: stable.revision))
  }

  private func lowered(_ present: Int, to target: Int, other: String) -> Int {
    guard target < present, target < replicas else { return target }
    // Fewer than the traffic needs: the other version must carry it, and be seen to get it.
    let isCarried = world.ready(other) >= replicas && world.admitted?.contains(other) == true
    return isCarried ? target : max(target, min(present, replicas))
  }

  /// While both versions serve, a change of replicas would be a change of weights.
  private func pausedSplit(target: ReplicaSplit, present: ReplicaSplit) -> ReplicaSplit {
    let asked = status.candidate?.weight ?? .zero
    let isShared = asked > .zero && asked < .whole
    return ReplicaSplit(
      stable: isShared && present.stable > 0 ? present.stable : max(target.stable, present.stable),
      candidate: isShared && present.candidate == 0 ? target.candidate : present.candidate)
  }

  /// Whether the candidate has the ready replicas that its step or its promotion needs.
  var isCandidateReady: Bool {
    guard let candidate = status.candidate else { return false }
    return world.ready(candidate.revision) >= targetSplit.candidate
  }

  /// Whether the stable version has the ready replicas that the step needs.
  var isStableReady: Bool {
    guard let stable = status.stable else { return false }
    return world.ready(stable.revision) >= targetSplit.stable
  }

  /// Whether the step, or the promotion, is seen to have been carried out: replicas, readiness and selector.
  var isGiven: Bool {
    guard let stable = status.stable, let candidate = status.candidate, let step = status.step, replicas > 0 else {
      return false
    }
    let target = targetSplit
    let asked = stage == .promoting ? .whole : step.weight
    return candidate.weight == asked && isConfirmed && isCandidateReady
      && world.desired(candidate.revision) == target.candidate
      && (stage == .promoting || (isStableReady && world.desired(stable.revision) == target.stable))
  }
}
