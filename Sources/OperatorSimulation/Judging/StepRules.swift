import KubeCore
import SlipwayAPI

/// For what reasons a step is passed: S6.
struct StepRules {
  let model: JSONValue
  let before: ModelDeploymentStatus
  let after: ModelDeploymentStatus
  let context: InvariantContext

  /// A version that fails more than this is never to be promoted.
  private static let worstErrorRate = 0.1
  /// Pods count whole requests: that of each of at most six may be half a request ahead.
  private static let rounding = 3.0

  var violations: [Violation] {
    // Where nothing is left of the stable version, the candidate takes over without trial.
    guard !context.worldIsDisturbed else { return [] }
    guard before.stable != nil, let candidate = before.candidate, let step = before.step, step.index < step.of else {
      return badPromotion
    }
    guard isPassed(candidate, step), !isApproved(candidate, step) else { return badPromotion }
    return badPromotion + evidence(for: candidate) + time(at: step)
  }

  private func isPassed(_ candidate: RevisionStatus, _ step: StepStatus) -> Bool {
    if after.stable?.revision == candidate.revision { return true }
    return after.candidate?.revision == candidate.revision && after.rollback == nil
      && (after.step?.index ?? 0) > step.index
  }

  private func isApproved(_ candidate: RevisionStatus, _ step: StepStatus) -> Bool {
    model["metadata"]?["annotations"]?[Manifest.approval]?.string == "\(candidate.revision)/\(step.index)"
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
    let needed = model["spec"]?["analysis"]?["minimumRequests"]?.integer ?? 0
    guard seen + Self.rounding < Double(needed) else { return [] }
    return [Violation(.s6, "a step is passed on \(Int(seen)) requests and not \(needed)")]
  }

  private func time(at step: StepStatus) -> [Violation] {
    guard step.enteredTime == nil else { return [] }
    return [Violation(.s6, "a step is passed before its weight was given")]
  }
}
