import KubeCore
import SlipwayAPI

extension RolloutInvariant.Check {
  var stepsArePassedForCause: Bool {
    guard hasStable, let candidate = before.candidate, let step = before.step else { return true }
    let isPromoted = after.stable?.revision == candidate.revision && before.stable?.revision != candidate.revision
    let isSame = after.candidate?.revision == candidate.revision && after.rollback == nil
    let passed = isPromoted ? (after.history.first?.outcome == .promoted) : isSame
    guard passed, isPromoted || (after.step?.index ?? 0) > step.index, step.index < step.of else { return true }
    return hasCause(candidate.revision, step)
  }

  private func hasCause(_ revision: String, _ step: StepStatus) -> Bool {
    if happened("Approved", "StableDown", "TestConcluded", "StrategyChanged") { return true }
    let steps = PlannedStep.steps(of: input.spec, type: step.strategy, automaticWeights: step.automaticWeights)
    guard steps.indices.contains(step.index) else { return true }
    let planned = steps[step.index]
    if planned.kind == .hold { return input.approval == "\(revision)/\(step.index)" }
    if planned.kind == .roll { return input.world.ready(revision) >= input.spec.replicas }
    if !planned.needsEvidence { return planned.kind != .test }
    let verdict = input.reports.first { $0.revision == revision && $0.step == step.index }?.verdict
    let analysis = input.spec.analysis
    return verdict == .advance || input.approval == "\(revision)/\(step.index)" || analysis.metrics.isEmpty
      || (verdict.map { $0 != .noData && $0 != .rollBack } ?? false) && analysis.onInconclusive == .promote
  }

  var oneColourServes: Bool {
    guard hasStable, after.step?.strategy == .blueGreen, before.step?.strategy == .blueGreen,
      before.candidate?.revision == after.candidate?.revision
    else { return true }
    // A canary that became blue-green in the middle first returns what it has.
    guard admitted.count != 1 else { return true }
    return [BasisPoints.zero, .whole].contains(before.candidate?.weight ?? .zero) == false
  }

  var shadowNeverAnswers: Bool {
    if let mirror = plan.mirror, plan.weight(of: mirror.revision) > .zero || mirror.share > .whole { return false }
    if let step = after.step, step.strategy == .shadow, input.spec.strategy.type == .shadow,
      input.spec.strategy.shadow.then == .end, step.index < step.of, after.rollback == nil,
      before.step?.strategy == .shadow, before.candidate?.weight == .zero,
      plan.weight(of: after.candidate?.revision ?? "") > .zero
    {
      return false
    }
    guard let seen = input.world.traffic.plan?.mirror?.revision else { return true }
    let isOurs = decision.plan.revisions.contains { $0.revision == seen }
    return !isOurs || decision.plan.replicas(of: seen) >= min(1, input.world.desired(seen))
  }

  var testsAreWhole: Bool {
    let arms = Set(after.arms.map(\.revision))
    guard plan.rules.allSatisfy({ arms.contains($0.revision) && !$0.conditions.isEmpty }) else { return false }
    guard Set(plan.rules.map(\.name)).count == plan.rules.count else { return false }
    guard !after.arms.isEmpty, let step = after.step, step.index < step.of, after.rollback == nil,
      before.step?.strategy == .abTest
    else { return true }
    return after.stable.map { plan.weight(of: $0.revision) > .zero } ?? true
  }

  var inventsNothing: Bool {
    let kept = input.world.kept.map(\.revision)
    let seen = input.world.revisions.map(\.revision)
    let everything = known.union([input.revision]).union(input.arms.map(\.revision)).union(kept).union(seen)
    let named = decision.plan.revisions.map(\.revision) + plan.shares.map(\.revision) + decision.plan.removals
    return Set(named).isSubset(of: everything)
  }

  var statusIsOfItsTime: Bool {
    guard after.observedGeneration == input.generation else { return false }
    let types = after.conditions.map(\.type)
    guard Set(types).count == types.count else { return false }
    return after.conditions.allSatisfy { condition in
      guard let was = before.conditions[condition.type], was.status == condition.status else { return true }
      return was.lastTransitionTime == condition.lastTransitionTime
    }
  }

  var gatesAreKept: Bool {
    guard hasStable else { return true }
    func isClosed(_ points: Set<RolloutGate.Point>) -> Bool {
      input.gates.contains { $0.kind != .approvalRequired && !$0.points.isDisjoint(with: points) }
    }
    let isBegun = before.candidate == nil && after.candidate != nil && after.rollback == nil
    if isBegun { return !isClosed([.start]) }
    guard let step = before.step, let now = after.step, before.candidate?.revision == after.candidate?.revision,
      after.rollback == nil, now.index > step.index, step.index < step.of
    else { return true }
    if happened("StableDown") { return true }
    return !isClosed(now.index >= now.of ? [.promotion] : [.step])
  }

  var requestsAreAnsweredOnce: Bool {
    let ids = after.requests.map(\.id)
    guard Set(ids).count == ids.count, after.requests.count <= 16 else { return false }
    let isKept = before.requests.allSatisfy { was in
      guard input.requests.contains(where: { $0.id == was.id }) else { return true }
      return after.requests.contains(was) && decision.requests.contains(was)
    }
    return isKept && decision.requests.allSatisfy { after.requests.contains($0) }
  }

  var memoryIsSound: Bool {
    let inUse = [after.stable, after.candidate].compactMap { $0?.revision }
    let arms = after.arms.map(\.revision)
    let owners = Set(inUse + arms)
    let retiring = after.retiring.map(\.revision)
    return Set(inUse).count == inUse.count && Set(retiring).isDisjoint(with: owners)
      && Set(retiring).count == retiring.count && Set(arms).count == arms.count && after.history.count <= 10
      && (arms.isEmpty || arms.first == after.candidate?.revision) && !arms.contains(after.stable?.revision ?? "")
      && after.rejectedRevisions.count <= 10 && (after.candidate == nil) == (after.step == nil)
      && (after.bake == nil || after.bake?.revision == after.stable?.revision) && after.retiring.count <= 16
  }
}
