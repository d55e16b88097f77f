import SlipwayAPI

extension RolloutState {
  /// Whether the revisions on trial have the ready replicas that their step or their promotion needs, and are warmed up.
  var isCandidateReady: Bool {
    guard let candidate = status.candidate else { return false }
    let needed = isRolling ? replicas : targetSplit.candidate
    return isWarm(candidate.revision) && world.ready(candidate.revision) >= needed
      && status.arms.dropFirst().allSatisfy { isReady($0) }
  }

  func isReady(_ arm: ArmStatus) -> Bool {
    isWarm(arm.revision) && world.ready(arm.revision) >= neededReplicas(of: arm)
  }

  /// Whether the stable version has the ready replicas that the step needs.
  var isStableReady: Bool {
    guard let stable = status.stable else { return false }
    return world.ready(stable.revision) >= targetSplit.stable
  }

  /// Whether there is no room for the replicas that the step needs; none is started then.
  var isBlocked: Bool {
    guard stage == .stepping || stage == .promoting, let spare = input.spareReplicas, let candidate = status.candidate
    else { return false }
    if isRolling {
      return isRollingBlocked(spare) && world.desired(candidate.revision) == 0
    }
    let arms = status.arms.dropFirst().reduce(0) { $0 + max(0, neededReplicas(of: $1) - world.desired($1.revision)) }
    return max(0, targetSplit.candidate - world.desired(candidate.revision)) + arms > max(0, spare)
  }

  /// Whether replicas that the step needs wait for room on the nodes: nothing that a revision on trial could do better.
  var isUnplaced: Bool {
    owners.contains { $0 != status.stable?.revision && world[$0]?.lacksRoom == true } && !isCandidateReady
  }

  /// Whether a rolling update can make no first move.
  func isRollingBlocked(_ spare: Int) -> Bool {
    min(spec.strategy.rollingUpdate.maxSurge, spare) <= 0 && spec.strategy.rollingUpdate.maxUnavailable == 0
  }

  /// Whether the step, or the promotion, is seen to have been carried out: replicas, readiness and router.
  var isGiven: Bool {
    guard let stable = status.stable, let candidate = status.candidate, let step = status.step, replicas > 0 else {
      return false
    }
    guard candidate.weight == (stage == .promoting ? .whole : targetWeight), candidate.mirror == wantedMirror,
      isConfirmed, isCandidateReady
    else { return false }
    if stage == .promoting || isRolling {
      return isRolling || world.desired(candidate.revision) == targetSplit.candidate
    }
    let target = targetSplit
    guard world.desired(candidate.revision) == target.candidate else { return false }
    guard isByReplicas else { return step.weight == askedTotal }
    return isStableReady && world.desired(stable.revision) == target.stable
  }

  private var wantedMirror: BasisPoints? { stage == .stepping ? status.step?.mirror : nil }

  private var askedTotal: BasisPoints {
    guard !status.arms.isEmpty else { return status.candidate?.weight ?? .zero }
    return BasisPoints(rawValue: status.arms.reduce(0) { $0 + $1.weight.rawValue })
  }
}
