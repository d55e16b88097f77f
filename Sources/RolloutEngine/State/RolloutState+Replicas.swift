import SlipwayAPI

extension RolloutState {
  /// How many replicas stable and candidate should end up with.
  var targetSplit: ReplicaSplit {
    switch stage {
    case .new, .settled: ReplicaSplit(stable: replicas, candidate: 0)
    case .starting: ReplicaSplit(stable: 0, candidate: replicas)
    case .stepping, .promoting:
      isStableDown ? ReplicaSplit(stable: replicas, candidate: replicas) : isByReplicas ? ratioSplit : weightedSplit
    case .rollingBack: ReplicaSplit(stable: replicas, candidate: world.desired(status.candidate?.revision ?? ""))
    }
  }

  /// Where replicas are what gives the share.
  private var ratioSplit: ReplicaSplit {
    if isRolling { return rollingSplit }
    guard let step = plannedStep else {
      return ReplicaSplit(stable: Self.split(replicas, heldWeight).stable, candidate: replicas)
    }
    if step.weight == .zero, let scale = step.scale {
      return ReplicaSplit(stable: replicas, candidate: scale.count(of: replicas))
    }
    return Self.split(replicas, isOutOfReach ? status.candidate?.weight ?? .zero : step.weight)
  }

  /// Where the router gives shares whatever the replicas are: the stable version stays whole for the way back, and the
  /// candidate has what its share needs.
  private var weightedSplit: ReplicaSplit {
    if isRolling { return rollingSplit }
    guard stage == .stepping else { return ReplicaSplit(stable: replicas, candidate: replicas) }
    return ReplicaSplit(stable: replicas, candidate: status.arms.first.map { neededReplicas(of: $0) } ?? neededReplicas)
  }

  /// What the candidate's share needs, that of the step or the one that it still has.
  private var neededReplicas: Int {
    guard let step = plannedStep, replicas > 0 else { return 0 }
    let share = max(status.step?.weight ?? .zero, status.candidate?.weight ?? .zero)
    return max(share.share(of: replicas), step.scale?.count(of: replicas) ?? 0, 1)
  }

  /// What the share of an arm needs.
  func neededReplicas(of arm: ArmStatus) -> Int {
    guard let step = plannedStep, replicas > 0 else { return 0 }
    let settings = spec.strategy.abTest.arms.first { $0.name == arm.name }
    let share = max(weight(of: arm.name, at: step), arm.weight)
    let least = settings?.scale?.count(of: replicas) ?? (settings?.weight == .zero ? replicas : 1)
    return max(share.share(of: replicas), least)
  }

  /// The weight of the last step, at which the stable version stays until it has been taken over from.
  private var heldWeight: BasisPoints { steps.last?.weight ?? .zero }

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
    if isRolling { return target }
    return ReplicaSplit(
      stable: lowered(present.stable, to: target.stable, other: candidate.revision),
      candidate: isBlocked
        ? present.candidate : lowered(present.candidate, to: target.candidate, other: stable.revision))
  }

  private func lowered(_ present: Int, to target: Int, other: String) -> Int {
    guard target < present, target < replicas else { return target }
    // What the router has been seen to take is what the target was reckoned from.
    guard isByReplicas else { return isConfirmed ? target : present }
    // Fewer than the traffic needs: the other version must carry it, and be seen to get it.
    let isCarried = world.ready(other) >= replicas && world.admitted?.contains(other) == true
    return isCarried ? target : max(target, min(present, replicas))
  }

  /// How many replicas an arm besides the candidate should have now.
  func currentReplicas(of arm: ArmStatus) -> Int {
    let present = world.desired(arm.revision)
    guard stage == .stepping, !isPaused, !isBlocked else { return present }
    let target = neededReplicas(of: arm)
    return target >= present || isConfirmed ? target : present
  }

  /// While both versions serve, a change of replicas would be a change of weights, where these follow from replicas.
  private func pausedSplit(target: ReplicaSplit, present: ReplicaSplit) -> ReplicaSplit {
    let asked = status.candidate?.weight ?? .zero
    let isShared = isByReplicas && asked > .zero && asked < .whole
    return ReplicaSplit(
      stable: isShared && present.stable > 0 ? present.stable : max(target.stable, present.stable),
      candidate: isShared && present.candidate == 0 ? target.candidate : present.candidate)
  }
}
