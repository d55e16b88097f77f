import SlipwayAPI

extension RolloutState {
  /// Asks for the shares that the revisions on trial should get now.
  ///
  /// They rest on the shares that were asked for last, and not on those that this decision has passed through.
  mutating func askShares() {
    restoreShares()
    guard let candidate = status.candidate else { return }
    let (weight, mirror) = (askedWeight(of: candidate), askedMirror(of: candidate))
    let arms = status.arms.map { askedWeight(of: $0) }
    status.candidate?.weight = weight
    status.candidate?.mirror = mirror
    for position in status.arms.indices {
      status.arms[position].weight = position == 0 ? weight : arms[position]
    }
  }

  private mutating func restoreShares() {
    if let candidate = status.candidate, let weight = askedLast[candidate.revision] { status.candidate?.weight = weight }
    for (position, arm) in status.arms.enumerated() {
      if let weight = askedLast[arm.revision] { status.arms[position].weight = weight }
    }
  }

  private func askedWeight(of candidate: RevisionStatus) -> BasisPoints {
    if stage == .starting { return .whole }
    if isPaused { return candidate.weight }
    return switch stage {
    case .stepping: steppingWeight(from: candidate)
    case .promoting: takeoverWeight(from: candidate)
    case .rollingBack: returningWeight(from: candidate)
    case .new, .starting, .settled: .zero
    }
  }

  func steppingWeight(from candidate: RevisionStatus) -> BasisPoints {
    if isStableDown, candidate.weight == .zero { return .zero }
    if plannedStep?.kind == .roll { return rollingWeight(from: candidate) }
    let target = targetWeight
    if target == .whole { return takeoverWeight(from: candidate) }
    return steppingWeight(from: candidate.weight, to: target)
  }

  func steppingWeight(from weight: BasisPoints, to target: BasisPoints) -> BasisPoints {
    // A weight that is asked for stays so when replicas fail: how the candidate fares is what the analysis is to see.
    if target <= weight { return target == weight || canStableCarry(target.complement) ? target : weight }
    return isCandidateReady && isCapacityWhole && !isOutOfReach ? target : weight
  }

  /// The candidate's own weight at the step.
  var targetWeight: BasisPoints {
    guard let arm = status.arms.first, let step = plannedStep, step.kind == .ramp || step.kind == .test else {
      return status.step?.weight ?? .zero
    }
    return weight(of: arm.name, at: step)
  }

  /// All traffic for a candidate that can carry it; both versions together otherwise.
  private func takeoverWeight(from candidate: RevisionStatus) -> BasisPoints {
    if isWarm(candidate.revision), world.ready(candidate.revision) >= replicas { return .whole }
    // Where one write moves all traffic, nothing lies between.
    if isAtOnce { return candidate.weight }
    if isCatchingUp { return candidate.weight }
    let shared = sharedWeight
    guard shared < candidate.weight, isByReplicas || canStableCarry(shared.complement) else { return candidate.weight }
    return shared
  }

  /// Whether the traffic moves at once and never in parts.
  var isAtOnce: Bool { status.step?.strategy == .blueGreen && status.arms.isEmpty }

  /// The share that the ready replicas carry; it does not fall when they fail, since those of the stable version have gone.
  private func rollingWeight(from candidate: RevisionStatus) -> BasisPoints {
    let ready = world.ready(candidate.revision)
    guard isWarm(candidate.revision), ready > 0, replicas > 0 else { return candidate.weight }
    if ready >= needed { return .whole }
    guard !isByReplicas || isCapacityWhole else { return candidate.weight }
    return max(candidate.weight, carried(by: ready))
  }

  func returningWeight(from candidate: RevisionStatus) -> BasisPoints {
    guard candidate.weight > .zero, let stable = status.stable else { return .zero }
    let ready = world.ready(stable.revision)
    let isForced = status.rollback?.deadlineTime.map { input.now >= $0 } ?? false
    let others = [candidate.revision] + status.arms.map(\.revision)
    let isAlone = others.allSatisfy { world.ready($0) == 0 }
    if ready >= replicas || isAlone || (isForced && ready > 0) { return .zero }
    if isAtOnce || status.arms.count > 1 || ready == 0 { return candidate.weight }
    return min(candidate.weight, isByReplicas ? sharedWeight : carried(by: ready).complement)
  }

  /// The share of the traffic that so many replicas carry, as the router can give it.
  private func carried(by ready: Int) -> BasisPoints {
    let (product, overflow) = ready.multipliedReportingOverflow(by: BasisPoints.whole.rawValue)
    let total = isRolling ? needed : replicas
    guard total > 0, !overflow else { return .zero }
    let share = BasisPoints(rawValue: min(product / total, BasisPoints.whole.rawValue - 1))
    return isByReplicas ? max(share, BasisPoints(rawValue: 1)) : input.router.floor(share)
  }

  /// The highest weight of a step so far at which both versions serve.
  var sharedWeight: BasisPoints {
    let weights = steps.prefix((status.step?.index ?? 0) + 1).map(\.weight).filter { $0 > .zero && $0 < .whole }
    return weights.last ?? BasisPoints(percent: 50)
  }

  /// Whether as many replicas are ready as the whole traffic needs, both versions together.
  var isCapacityWhole: Bool {
    guard isByReplicas else { return true }
    guard let stable = status.stable, let candidate = status.candidate else { return false }
    return world.ready(stable.revision) + world.ready(candidate.revision) >= needed
  }

  /// How many replicas must be ready at every moment: all, but those that a rolling update may miss.
  var needed: Int {
    guard status.step?.strategy == .rollingUpdate else { return replicas }
    return max(0, replicas - spec.strategy.rollingUpdate.maxUnavailable)
  }

  private func canStableCarry(_ share: BasisPoints) -> Bool {
    guard let stable = status.stable else { return false }
    return isByReplicas ? isStableReady : world.ready(stable.revision) >= share.share(of: replicas)
  }

  /// Whether whole replicas cannot give the weight of the step closely enough.
  ///
  /// Going down is never refused.
  var isOutOfReach: Bool {
    guard let step = plannedStep, let candidate = status.candidate, let target = status.step?.weight,
      target > candidate.weight
    else { return false }
    return isOutOfReach(step)
  }

  /// Whether whole replicas cannot give the weight of a step closely enough.
  func isOutOfReach(_ step: PlannedStep) -> Bool {
    guard isByReplicas, replicas > 0, step.kind == .weight, step.weight < .whole else { return false }
    let given = ReplicaSplit(replicas: replicas, weight: step.weight).candidateShare
    return given.distance(to: step.weight) > spec.traffic.router.service.tolerance
  }
}
