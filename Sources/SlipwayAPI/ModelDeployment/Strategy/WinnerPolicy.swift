/// What happens when an A/B test has a winner.
public enum WinnerPolicy: String, Sendable, Hashable, CaseIterable {
  /// It goes on until a person names the winner with `PromoteFully`, or takes all arms back with `Abort`.
  case hold = "Hold"
  /// The winner becomes the stable version.
  case promote = "Promote"
}

extension WinnerPolicy: FieldChoice {}
