/// What becomes of a shadow that was judged good.
public enum ShadowEnd: String, Sendable, Hashable, CaseIterable {
  /// It stops, and is entered in the history as judged.
  case end = "End"
  /// It goes on as a canary, with the steps of `canary`.
  case canary = "Canary"
}

extension ShadowEnd: FieldChoice {}
