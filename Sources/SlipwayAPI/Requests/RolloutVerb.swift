/// What a person can ask of a rollout.
///
/// A verb speaks of the revision and, where it says so, of the step that its author saw. Once the rollout has moved on it
/// is refused.
public enum RolloutVerb: String, Sendable, Hashable, CaseIterable {
  /// Passes the step at which the candidate stands.
  case promote = "Promote"
  /// Gives the candidate all traffic as soon as it can carry it, past all steps that are left.
  case promoteFully = "PromoteFully"
  /// Takes the candidate back, as a failure would.
  case abort = "Abort"
  /// Returns all traffic to the named revision, which must be kept.
  case rollBack = "RollBack"
  /// Tries a revision again that failed.
  case retry = "Retry"
  /// Stops the rollout where it is.
  case pause = "Pause"
  /// Lets a rollout go on that was stopped by `Pause`.
  case resume = "Resume"
  /// Begins the rollout of the candidate anew, at its first step.
  case restart = "Restart"
}

extension RolloutVerb: FieldChoice {}
