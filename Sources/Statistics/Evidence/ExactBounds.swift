/// Bounds of a rate by what was counted once, after Clopper and Pearson: each holds with its own chance. For numbers that are
/// looked at again and again use ``BetaBinomialMixture``.
public enum ExactBounds {
  /// The rate that is exceeded with a chance of at most `alpha`, whatever it is.
  public static func upper(_ count: EventCount, alpha: Double) -> Double {
    guard count.trials > 0, alpha > 0, alpha < 1, count.events < count.trials else { return 1 }
    return boundary { SpecialFunctions.incompleteBeta(count.events + 1, count.trials - count.events, $0) >= 1 - alpha }
  }

  /// The rate that is missed with a chance of at most `alpha`.
  public static func lower(_ count: EventCount, alpha: Double) -> Double {
    guard count.trials > 0, alpha > 0, alpha < 1, count.events > 0 else { return 0 }
    return boundary { SpecialFunctions.incompleteBeta(count.events, count.trials - count.events + 1, $0) >= alpha }
  }

  /// The least rate from which on something holds.
  private static func boundary(_ holds: (Double) -> Bool) -> Double {
    var (below, above) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (below + above) / 2
      if holds(middle) { above = middle } else { below = middle }
    }
    return above
  }
}
