/// The likelihood of one version's event count against an absolute rate: gamma-Poisson, alias negative binomial.
///
/// Source: the statistics study, section 1.2.
public enum RateLikelihood {
  /// ln of the likelihood of `counts` at rate `alternative` over the likelihood at rate `null`.
  ///
  /// `variance` is the relative variance of the version's random effect in the interval; zero or less leaves the
  /// Poisson scatter alone. Zero, no evidence, without requests or when a rate is not positive.
  public static func logRatio(_ counts: EventCount, alternative: Double, null: Double, variance: Double) -> Double {
    guard counts.trials > 0, alternative > 0, null > 0, alternative < .infinity, null < .infinity else { return 0 }
    let alternativeMean = counts.trials * alternative
    let nullMean = counts.trials * null
    guard variance > 1e-12 else {
      return LogDomain.bounded(counts.events * naturalLog(alternative / null) - (alternativeMean - nullMean))
    }
    let shape = 1 / variance
    let shrink = naturalLogOfOnePlus((nullMean - alternativeMean) / (shape + alternativeMean))
    return LogDomain.bounded(shape * shrink + counts.events * (naturalLog(alternative / null) + shrink))
  }
}
