import SlipwayAPI

extension RolloutState {
  /// The share that the candidate should get now.
  ///
  /// It rests on the share that was asked for last.
  var askedWeight: BasisPoints {
    guard let candidate = status.candidate else { return .zero }
    if stage == .starting { return .whole }
    if isPaused { return candidate.weight }
    return switch stage {
    case .stepping: steppingWeight(from: candidate)
    case .promoting: takeoverWeight(from: candidate)
    case .rollingBack: returningWeight(from: candidate)
    case .new, .starting, .settled: .zero
    }
  }

  private func steppingWeight(from candidate: RevisionStatus) -> BasisPoints {
    let target = status.step?.weight ?? .zero
    if isStableDown, candidate.weight == .zero { return .zero }
    if target == .whole { return takeoverWeight(from: candidate) }
    // A weight that is asked for stays so when replicas fail: how the candidate fares is what the analysis is to see.
    guard candidate.weight != target else { return target }
    if target < candidate.weight { return isStableReady ? target : candidate.weight }
    return isCandidateReady && isCapacityWhole && !isOutOfReach ? target : candidate.weight
  }

  /// All traffic for a candidate that can carry it; both versions together otherwise.
  private func takeoverWeight(from candidate: RevisionStatus) -> BasisPoints {
    if world.ready(candidate.revision) >= replicas { return .whole }
    return min(candidate.weight, sharedWeight)
  }

  private func returningWeight(from candidate: RevisionStatus) -> BasisPoints {
    guard candidate.weight > .zero, let stable = status.stable else { return .zero }
    let ready = world.ready(stable.revision)
    let isForced = status.rollback?.deadlineTime.map { input.now >= $0 } ?? false
    if ready >= replicas || world.ready(candidate.revision) == 0 || (isForced && ready > 0) { return .zero }
    return ready > 0 ? min(candidate.weight, sharedWeight) : candidate.weight
  }

  /// The highest weight of a step so far at which both versions serve.
  private var sharedWeight: BasisPoints {
    let weights = steps.prefix((status.step?.index ?? 0) + 1).compactMap(\.weight).filter { $0 < .whole }
    return weights.last ?? BasisPoints(percent: 50)
  }

  /// Whether as many replicas are ready as the whole traffic needs, both versions together.
  var isCapacityWhole: Bool {
    guard let stable = status.stable, let candidate = status.candidate else { return false }
    return world.ready(stable.revision) + world.ready(candidate.revision) >= replicas
  }

  /// Whether whole replicas cannot give the weight of the step closely enough.
  ///
  /// Going down is never refused.
  var isOutOfReach: Bool {
    guard stage == .stepping, let target = status.step?.weight, let candidate = status.candidate, replicas > 0,
      target > candidate.weight, target < .whole
    else { return false }
    let given = ReplicaSplit(replicas: replicas, weight: target).candidateShare
    return given.distance(to: target) > spec.traffic.router.service.tolerance
  }

  /// The plan for the traffic.
  var traffic: TrafficPlan {
    var shares: [TrafficPlan.Share] = []
    let asked = status.candidate?.weight ?? .zero
    if let stable = status.stable {
      shares.append(TrafficPlan.Share(revision: stable.revision, track: .stable, weight: asked.complement))
    }
    if let candidate = status.candidate {
      shares.append(TrafficPlan.Share(revision: candidate.revision, track: .candidate, weight: asked))
    }
    return TrafficPlan(shares: shares)
  }

  /// Whether the selector is seen to admit what the plan asks for.
  var isConfirmed: Bool { world.admitted == traffic.admitted }
}
