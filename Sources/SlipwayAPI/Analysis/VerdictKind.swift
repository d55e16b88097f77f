/// The answer of the analysis, in one word.
public enum VerdictKind: String, Sendable, Hashable, CaseIterable {
  /// The evidence suffices for the next step.
  case advance = "Advance"
  /// The evidence speaks against the candidate.
  case rollBack = "RollBack"
  /// The evidence leans against the candidate: less traffic until it is clear.
  case retreat = "Retreat"
  /// Not enough evidence yet.
  case collecting = "Collecting"
  /// The analysis has given up deciding.
  case inconclusive = "Inconclusive"
  /// There is nothing to judge: no requests, or no readable metrics.
  case noData = "NoData"
}

extension VerdictKind: FieldChoice {}
