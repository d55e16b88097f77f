import KubeCore
import SlipwayAPI

/// What policies forbid: S22.
struct PolicyRules {
  let before: Family
  let after: Family
  let context: InvariantContext

  /// What the operator may still do by a decision that it took before.
  private static let timeToHeed = Duration.seconds(3)

  var violations: [Violation] {
    guard !context.operatorIsDeceived, !context.worldIsDisturbed else { return [] }
    return windows + limit + approval
  }

  private var policy: Scenario.Policy { context.script.scenario.policy }

  private var windows: [Violation] {
    guard let closed = policy.closed, context.elapsed > closed.lowerBound + Self.timeToHeed,
      context.elapsed < closed.upperBound, let candidate = after.status?.candidate,
      candidate.weight > before.status?.candidate?.weight ?? .zero
    else { return [] }
    return [Violation(.s22, "\(candidate.revision) gets \(candidate.weight.text) while the window is closed")]
  }

  private var limit: [Violation] {
    guard let limit = policy.limit, context.rollouts > limit, after.isRollingOut, !before.isRollingOut else { return [] }
    return [Violation(.s22, "\(context.rollouts) rollouts are under way, and \(limit) may be")]
  }

  private var approval: [Violation] {
    guard policy.needsApproval, let stable = after.status?.stable?.revision,
      let was = before.status?.stable?.revision, stable != was, !context.script.hasApproved(stable)
    else { return [] }
    return [Violation(.s22, "\(stable) takes over, and nobody has approved it")]
  }
}

extension Family {
  /// Whether a revision on trial has traffic.
  var isRollingOut: Bool {
    guard let status, status.stable != nil, let candidate = status.candidate else { return false }
    return candidate.weight > .zero
  }
}
