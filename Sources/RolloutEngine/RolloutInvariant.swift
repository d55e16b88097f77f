import SlipwayAPI

/// What must hold of every decision, whatever the input.
///
/// Tests and simulations assert all of them at every step.
public enum RolloutInvariant: String, Sendable, Hashable, CaseIterable {
  /// The shares of a plan sum to 100%.
  case sharesSum
  /// A share grows only while the versions that get traffic have, together, the ready replicas that the whole traffic
  /// needs. The Service spreads requests evenly, so that no version then gets more than its replicas carry.
  case sharesFitCapacity
  /// A change of the selector takes no ready replica away that the traffic needs, but for a rollback past its deadline.
  case selectorKeepsCapacity
  /// A change of replicas takes no ready replica away that the traffic needs.
  case replicasKeepCapacity
  /// A revision that is rejected gets no traffic.
  case rejectedHasNoShare
  /// A step is entered, a candidate promoted and a rollout ended only once the selector is seen to have followed.
  case endsAreSeen
  /// The replicas of a revision that has no part any more stop only once no traffic is seen to reach them.
  case retiredOutliveTraffic
  /// With nothing to roll out, the traffic and the stable version stay as they are.
  case settledStaysSettled
  /// Deciding again on what has been decided changes nothing.
  case isIdempotent
  /// What is under way says what it waits for.
  case namesWhatComesNext
  /// A paused rollout changes no share, and no replicas where that would change one.
  case pausedStandsStill
  /// A step is passed on evidence for this very step, on approval of it, by policy, or for want of a stable version.
  case stepsArePassedForCause
  /// No revision is both retired and in use, and lists keep within their bounds.
  case memoryIsSound

  /// Whether a decision keeps the invariant.
  public func isKept(by decision: RolloutDecision, on input: RolloutInput) -> Bool {
    let check = Check(input: input, decision: decision)
    return switch self {
    case .sharesSum: decision.plan.traffic.total == BasisPoints.whole.rawValue
    case .sharesFitCapacity: check.sharesFitCapacity
    case .selectorKeepsCapacity: check.selectorKeepsCapacity
    case .replicasKeepCapacity: check.replicasKeepCapacity
    case .rejectedHasNoShare: check.rejectedHasNoShare
    case .endsAreSeen: check.endsAreSeen
    case .retiredOutliveTraffic: check.retiredOutliveTraffic
    case .settledStaysSettled: check.settledStaysSettled
    case .isIdempotent: check.isIdempotent
    case .namesWhatComesNext: !decision.explanation.rule.isEmpty && !decision.explanation.next.isEmpty
    case .pausedStandsStill: check.pausedStandsStill
    case .stepsArePassedForCause: check.stepsArePassedForCause
    case .memoryIsSound: check.memoryIsSound
    }
  }

  /// The invariants that a decision breaks.
  public static func broken(by decision: RolloutDecision, on input: RolloutInput) -> [RolloutInvariant] {
    allCases.filter { !$0.isKept(by: decision, on: input) }
  }
}
