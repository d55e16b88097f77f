import KubeCore
import SlipwayAPI

extension RolloutInvariant {
  /// The invariants as predicates on one decision.
  ///
  /// They are written from the definitions and not from the engine's code.
  struct Check {
    let input: RolloutInput
    let decision: RolloutDecision

    private var before: ModelDeploymentStatus { input.previous }
    private var after: ModelDeploymentStatus { decision.status }
    private var admitted: Set<String> { decision.plan.traffic.admitted }
    /// Whether there is, or was, a version to protect.
    private var hasStable: Bool { before.stable != nil && after.stable != nil }

    private func ready(_ revisions: Set<String>) -> Int { revisions.reduce(0) { $0 + input.world.ready($1) } }

    var sharesFitCapacity: Bool {
      guard hasStable, let candidate = after.candidate else { return true }
      let asked = before.candidate?.revision == candidate.revision ? before.candidate?.weight ?? .zero : .zero
      return candidate.weight <= asked || ready(admitted) >= input.spec.replicas
    }

    var selectorKeepsCapacity: Bool {
      guard hasStable, let observed = input.world.admitted, observed != admitted, askedBefore != admitted else {
        return true
      }
      if let deadline = before.rollback?.deadlineTime, input.now >= deadline { return true }
      return ready(admitted) >= min(input.spec.replicas, ready(observed.intersection(known)))
    }

    /// What the router was asked to admit before: what was asked once is not taken back because replicas fail meanwhile.
    private var askedBefore: Set<String> {
      Set([before.stable, before.candidate].compactMap { $0 }.filter { $0.weight > .zero }.map(\.revision))
    }

    /// Revisions that the memory knows: what a stray selector admits besides is not the rollout's to keep.
    private var known: Set<String> {
      Set([before.stable, before.candidate, after.stable, after.candidate].compactMap { $0?.revision })
    }

    var replicasKeepCapacity: Bool {
      guard hasStable, let observed = input.world.admitted else { return true }
      let serving = observed.intersection(known)
      let kept = serving.reduce(0) { $0 + min(input.world.ready($1), decision.plan.replicas(of: $1)) }
      let present = serving.reduce(0) { $0 + min(input.world.ready($1), input.world.desired($1)) }
      return kept >= min(input.spec.replicas, present)
    }

    var rejectedHasNoShare: Bool {
      before.rejectedRevisions.allSatisfy { decision.plan.traffic.weight(of: $0.revision) == .zero }
    }

    var endsAreSeen: Bool {
      guard hasStable, let candidate = before.candidate, let stable = after.stable else { return true }
      if stable.revision != before.stable?.revision { return input.world.admitted == [stable.revision] }
      if after.candidate?.revision != candidate.revision { return input.world.admitted == [stable.revision] }
      let isEntered = after.step?.enteredTime != nil && before.step?.enteredTime == nil
      return !isEntered || input.world.admitted == admitted
    }

    var retiredOutliveTraffic: Bool {
      decision.plan.revisions.allSatisfy { revision in
        revision.track != .retired || input.world.admitted?.contains(revision.revision) != true
          || revision.replicas == input.world.desired(revision.revision)
      } && Set(decision.plan.removals).isDisjoint(with: input.world.admitted ?? [])
    }

    var settledStaysSettled: Bool {
      guard let stable = before.stable, before.candidate == nil else { return true }
      let isWanted = input.revision == stable.revision
      guard isWanted || before.rejectedRevisions.contains(where: { $0.revision == input.revision }) else { return true }
      return after.stable?.revision == stable.revision && after.candidate == nil && admitted == [stable.revision]
        && decision.events.isEmpty
    }

    var isIdempotent: Bool {
      var again = input
      again.previous = decision.status
      let second = Rollout.decide(again)
      return second.status == decision.status && second.plan == decision.plan && second.events.isEmpty
        && second.requeueTime == decision.requeueTime
    }

    var pausedStandsStill: Bool {
      guard input.spec.paused, hasStable, let candidate = before.candidate, before.pausedTime != nil else {
        return true
      }
      guard after.candidate?.revision == candidate.revision, after.candidate?.weight == candidate.weight,
        after.step?.index == before.step?.index
      else { return false }
      guard admitted.count == 2 else { return true }
      return admitted.allSatisfy {
        input.world.desired($0) == 0 || decision.plan.replicas(of: $0) == input.world.desired($0)
      }
    }

    var stepsArePassedForCause: Bool {
      guard hasStable, let candidate = before.candidate, let step = before.step else { return true }
      let isPromoted = after.stable?.revision == candidate.revision
      let isSame = after.candidate?.revision == candidate.revision && after.rollback == nil
      let passed = isPromoted ? (after.history.first?.outcome == .promoted) : isSame
      guard passed, isPromoted || (after.step?.index ?? 0) > step.index, step.index < step.of else { return true }
      return hasCause(candidate.revision, step.index)
    }

    private func hasCause(_ revision: String, _ index: Int) -> Bool {
      let isJudged = input.report.map { $0.revision == revision && $0.step == index } ?? false
      let analysis = input.spec.analysis
      return (isJudged && input.report?.verdict == .advance)
        || input.approval == "\(revision)/\(index)" || analysis.metrics.isEmpty
        || (isJudged && analysis.onInconclusive == .promote && input.report?.verdict != .noData)
        || decision.events.contains { $0.reason == "StableDown" }
    }

    var memoryIsSound: Bool {
      let inUse = [after.stable, after.candidate].compactMap { $0?.revision }
      let retiring = after.retiring.map(\.revision)
      let types = after.conditions.map(\.type)
      return Set(inUse).count == inUse.count && Set(retiring).isDisjoint(with: inUse)
        && Set(retiring).count == retiring.count && Set(types).count == types.count && after.history.count <= 10
        && after.rejectedRevisions.count <= 10 && (after.candidate == nil) == (after.step == nil)
    }
  }
}
