import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Lets a candidate that is whole take over from a stable version that is down: there is nothing to compare with, and
  /// waiting for a broken version would keep its repair out.
  mutating func takeOverFromNothing() -> Bool {
    guard isStableDown, let candidate = status.candidate, candidate.weight == .zero || isStableGone,
      world.ready(candidate.revision) >= replicas
    else { return false }
    dropOtherArms(outcome: .cancelled, "StableDown", "The stable version is down.")
    enter(step: steps.count)
    record(
      "StableDown", "The stable version has no ready replica: \(candidate.revision) takes over without trial.",
      type: .warning)
    return true
  }

  /// Whether a step finds the stable version without a ready replica.
  ///
  /// The candidate is made whole then, unless it was asked for as a shadow alone.
  var isStableDown: Bool {
    guard let stable = status.stable, replicas > 0, stage == .stepping, plannedStep?.kind != .roll, !isShadowAlone
    else {
      return false
    }
    return world.ready(stable.revision) == 0
  }

  /// Whether the candidate is only to be judged, and never to answer.
  var isShadowAlone: Bool { status.step?.strategy == .shadow && spec.strategy.shadow.then == .end }

  /// Whether the stable version has no Deployment any more, and cannot be made again.
  private var isStableGone: Bool { status.stable.map { world[$0.revision] == nil && !isKept($0.revision) } ?? false }
}
