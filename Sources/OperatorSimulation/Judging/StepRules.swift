import KubeCore
import RolloutEngine
import SlipwayAPI

/// For what reasons a step is passed: S6 and S21.
struct StepRules {
  let model: JSONValue
  let before: ModelDeploymentStatus
  let after: ModelDeploymentStatus
  let context: InvariantContext

  /// A version that fails more than this is never to be promoted.
  private static let worstErrorRate = 0.1

  var violations: [Violation] {
    // Where nothing is left of the stable version, the candidate takes over without trial.
    guard !context.worldIsDisturbed else { return [] }
    guard before.stable != nil, let candidate = before.candidate, let step = before.step, step.index < step.of else {
      return badPromotion
    }
    guard isPassed(candidate, step), !context.script.hasApproved(candidate.revision, step: step.index) else {
      return badPromotion
    }
    let planned = planned(step)
    if planned?.kind == .hold {
      return badPromotion + [Violation(.s21, "the hold at step \(step.index) is passed, and nobody approved it")]
    }
    return badPromotion + (planned?.needsEvidence ?? true ? evidence(for: candidate) + time(at: step) : [])
  }

  private func isPassed(_ candidate: RevisionStatus, _ step: StepStatus) -> Bool {
    if after.stable?.revision == candidate.revision { return true }
    return after.candidate?.revision == candidate.revision && after.rollback == nil
      && (after.step?.index ?? 0) > step.index
  }

  private var badPromotion: [Violation] {
    guard let stable = after.stable, let old = before.stable, stable.revision != old.revision,
      (context.load.errorRates[stable.revision] ?? 0) > Self.worstErrorRate
    else { return [] }
    return [Violation(.s6, "revision \(stable.revision), which fails, is promoted")]
  }

  private func evidence(for candidate: RevisionStatus) -> [Violation] {
    // One process takes up what the one before it saw.
    let seen = context.load.answered[candidate.revision] ?? 0
    let needed = Int(clamping: model["spec"]?["analysis"]?["minimumRequests"]?.integer ?? 0)
    guard seen < needed else { return [] }
    return [Violation(.s6, "a step is passed on \(seen) requests and not \(needed)")]
  }

  /// What a step is by the spec; `nil` when that has changed, and the positions of its steps with it.
  private func planned(_ step: StepStatus) -> PlannedStep? {
    guard before.observedGeneration == after.observedGeneration, after.observedGeneration == model.generation,
      case .success(let deployment) = ModelDeployment.validated(model)
    else { return nil }
    let steps = PlannedStep.steps(of: deployment.spec, type: step.strategy, automaticWeights: step.automaticWeights)
    return steps.indices.contains(step.index) ? steps[step.index] : nil
  }

  private func time(at step: StepStatus) -> [Violation] {
    guard step.enteredTime == nil else { return [] }
    return [Violation(.s6, "a step is passed before its weight was given")]
  }
}
