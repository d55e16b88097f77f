import KubeCore
import SlipwayAPI

extension RolloutInvariant {
  /// The invariants as predicates on one decision.
  ///
  /// They are written from the definitions and not from the engine's code.
  struct Check {
    let input: RolloutInput
    let decision: RolloutDecision

    var before: ModelDeploymentStatus { input.previous }
    var after: ModelDeploymentStatus { decision.status }
    var plan: TrafficPlan { decision.plan.traffic }
    var admitted: Set<String> { plan.admitted }
    /// Whether there is, or was, a version to protect.
    var hasStable: Bool { before.stable != nil && after.stable != nil }
    var isByReplicas: Bool { input.router.weights == .replicaRatio }

    func ready(_ revisions: Set<String>) -> Int { revisions.reduce(0) { $0 + input.world.ready($1) } }
    func happened(_ reasons: String...) -> Bool { decision.events.contains { reasons.contains($0.reason) } }

    /// How many replicas must be ready: all, but those that a rolling update may miss.
    var needed: Int {
      let isRolling = before.step?.strategy == .rollingUpdate || after.step?.strategy == .rollingUpdate
      return max(0, input.spec.replicas - (isRolling ? input.spec.strategy.rollingUpdate.maxUnavailable : 0))
    }

    /// What the router was asked for before: what was asked once is not taken back because replicas fail meanwhile.
    func askedBefore(_ revision: String) -> BasisPoints {
      let known = [before.stable, before.candidate].compactMap { $0 }.first { $0.revision == revision }?.weight
      return known ?? before.arms.first { $0.revision == revision }?.weight ?? .zero
    }

    /// Revisions that the memory knows: what a stray router gives traffic besides is not the rollout's to keep.
    var known: Set<String> {
      Set(
        [before.stable, before.candidate, after.stable, after.candidate].compactMap { $0?.revision }
          + (before.arms + after.arms).map(\.revision))
    }

    /// Whether the traffic returns in any case: its deadline has passed, or what fails has nothing left to lose.
    private var isForced: Bool {
      before.rollback?.deadlineTime.map { input.now >= $0 } ?? false
    }

    // MARK: Capacity

    var sharesSum: Bool {
      guard plan.total == BasisPoints.whole.rawValue else { return false }
      guard hasStable, let candidate = after.candidate, let step = after.step, step.index < step.of,
        after.rollback == nil, after.candidate?.revision == before.candidate?.revision,
        candidate.weight > askedBefore(candidate.revision)
      else { return true }
      return candidate.weight <= step.weight
    }

    var sharesFitCapacity: Bool {
      guard hasStable else { return true }
      return ([after.candidate?.revision].compactMap { $0 } + after.arms.map(\.revision)).allSatisfy { revision in
        guard plan.weight(of: revision) > askedBefore(revision) else { return true }
        guard input.world[revision]?.isWarmedUp == true else { return false }
        if isByReplicas { return ready(admitted) >= needed }
        return input.world.ready(revision) >= plan.weight(of: revision).share(of: needed)
      }
    }

    var trafficKeepsCapacity: Bool {
      guard hasStable, !isForced, let observed = input.world.admitted else { return true }
      guard isByReplicas else { return stableCanCarry }
      guard observed != admitted, Set(known.filter { askedBefore($0) > .zero }) != admitted else { return true }
      return ready(admitted) >= min(needed, ready(observed.intersection(known)))
    }

    /// With weights: the share of the stable version grows only as far as its replicas carry, unless nobody else can.
    private var stableCanCarry: Bool {
      guard let stable = after.stable?.revision else { return true }
      let share = plan.weight(of: stable)
      guard share > askedBefore(stable), before.candidate != nil else { return true }
      let others = known.filter { $0 != stable && askedBefore($0) > .zero }
      return input.world.ready(stable) >= share.share(of: needed) || ready(others) == 0 || happened("ArmDropped")
    }

    var replicasKeepCapacity: Bool {
      guard hasStable, let seen = input.world.traffic.plan else { return true }
      let serving = seen.admitted.intersection(known)
      func kept(_ revision: String) -> Int { min(input.world.ready(revision), decision.plan.replicas(of: revision)) }
      func present(_ revision: String) -> Int { min(input.world.ready(revision), input.world.desired(revision)) }
      guard !isByReplicas else {
        return serving.reduce(0) { $0 + kept($1) } >= min(needed, serving.reduce(0) { $0 + present($1) })
      }
      // What the data plane has not taken yet, it may still do as it did before.
      guard input.world.traffic.isConfirmed else { return known.allSatisfy { kept($0) >= min(needed, present($0)) } }
      return serving.allSatisfy {
        kept($0) >= min(input.router.replicas(for: seen.weight(of: $0), of: needed), present($0))
      }
    }

    var roomIsKept: Bool {
      guard hasStable, let spare = input.spareReplicas, after.rollback == nil, let step = after.step,
        step.index < step.of
      else { return true }
      let trial = Set([after.candidate?.revision].compactMap { $0 } + after.arms.map(\.revision))
      let raised = trial.reduce(0) { $0 + max(0, decision.plan.replicas(of: $1) - input.world.desired($1)) }
      return raised <= max(0, spare) || isStableDown
    }

    private var isStableDown: Bool { after.stable.map { input.world.ready($0.revision) == 0 } ?? true }

    // MARK: The course of a rollout

    var sharesOnlyGrow: Bool {
      guard hasStable, let was = before.candidate, let candidate = after.candidate, was.revision == candidate.revision,
        after.rollback == nil, before.observedGeneration == after.observedGeneration,
        before.startTime == after.startTime,
        before.step?.index == after.step?.index, before.step?.weight == after.step?.weight,
        before.stable?.revision == after.stable?.revision
      else { return true }
      // The step before asked for less, or for more, and has only just been left.
      guard was.weight <= before.step?.weight ?? .whole else { return true }
      let isTakeover = after.step.map { $0.index >= $0.of || $0.weight == .whole } ?? false
      return candidate.weight >= was.weight || isTakeover || (beginsPause && candidate.weight >= seenWeight(candidate))
    }

    private var beginsPause: Bool { before.pausedTime == nil && after.pausedTime != nil }

    private func seenWeight(_ candidate: RevisionStatus) -> BasisPoints {
      input.world.traffic.plan?.weight(of: candidate.revision) ?? candidate.weight
    }

    var rejectedHasNoShare: Bool {
      before.rejectedRevisions.allSatisfy { rejected in
        guard after.rejectedRevisions.contains(where: { $0.revision == rejected.revision }) else { return true }
        return plan.weight(of: rejected.revision) == .zero && plan.mirror?.revision != rejected.revision
      }
    }

    /// Whether the data plane is seen to give traffic to exactly these revisions.
    private func isSeen(_ revisions: Set<String>) -> Bool {
      input.world.admitted == revisions && input.world.traffic.isConfirmed
    }

    var endsAreSeen: Bool {
      guard hasStable, let stable = after.stable else { return true }
      let isTakenBack = after.rollback != nil && after.candidate?.revision == before.stable?.revision
      if stable.revision != before.stable?.revision {
        return isTakenBack || happened("RollbackAbandoned") || isSeen([stable.revision])
      }
      guard let candidate = before.candidate, !isTakenBack else { return true }
      if after.candidate?.revision != candidate.revision {
        let isNextArm = before.arms.contains { $0.revision == after.candidate?.revision }
        return isNextArm || isSeen([stable.revision])
      }
      let isEntered = after.step?.enteredTime != nil && before.step?.enteredTime == nil
      return !isEntered || isSeen(admitted)
    }

    var retiredOutliveTraffic: Bool {
      // Where a Service admits whatever there is, the others must carry the traffic.
      if isByReplicas, admitted.count > 1, ready(admitted) >= needed { return true }
      let reached = (input.world.admitted ?? []).union([input.world.traffic.plan?.mirror?.revision].compactMap { $0 })
      return decision.plan.revisions.allSatisfy { revision in
        revision.track != .retired || !reached.contains(revision.revision)
          || revision.replicas == input.world.desired(revision.revision)
      } && Set(decision.plan.removals).isDisjoint(with: reached)
    }

    var settledStaysSettled: Bool {
      guard let stable = before.stable, before.candidate == nil, before.bake == nil, input.requests.isEmpty,
        input.arms.isEmpty
      else { return true }
      let rejected = before.rejectedRevisions.first { $0.revision == input.revision }
      guard input.revision == stable.revision || (rejected.map { $0.outcome != .judged } ?? false) else { return true }
      return after.stable?.revision == stable.revision && after.candidate == nil && admitted == [stable.revision]
        && decision.events.isEmpty
    }

    var isIdempotent: Bool {
      var again = input
      again.previous = decision.status
      let second = Rollout.decide(again)
      return second.status == decision.status && second.plan == decision.plan && second.events.isEmpty
        && second.requeueTime == decision.requeueTime && second.requests == decision.requests
    }

    var pausedStandsStill: Bool {
      let isPaused = input.spec.paused || (before.pausedBy != nil && after.pausedBy != nil)
      guard isPaused, hasStable, let candidate = before.candidate, before.pausedTime != nil else { return true }
      guard after.candidate?.revision == candidate.revision, after.candidate?.weight == candidate.weight,
        after.candidate?.mirror == candidate.mirror, after.step?.index == before.step?.index
      else { return false }
      guard isByReplicas, admitted.count == 2 else { return true }
      return admitted.allSatisfy {
        input.world.desired($0) == 0 || decision.plan.replicas(of: $0) == input.world.desired($0)
      }
    }
  }
}
