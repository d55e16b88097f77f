/// The part that a revision plays: a label on everything that belongs to it.
public enum Track: String, Sendable, Hashable, CaseIterable {
  /// Owns production.
  case stable
  /// On trial.
  case candidate
  /// On trial with copies of requests alone.
  case shadow
  /// Has no traffic any more and is about to stop.
  case retired
}

extension Track: FieldChoice {}
