/// How many of the candidate's requests any test needs at least, on average, to find a known regression.
///
/// Source: the statistics study, section 1.12 (Wald's bound of a test of power one).
public struct WaldBound: Sendable, Equatable {
  /// The rate that is still tolerated.
  public let tolerated: Double
  /// The divergence of one request, in nats.
  public let divergence: Double
  /// The requests.
  public let requests: Double
  /// How many of them fail beyond what stable's rate would fail.
  public let excess: Double

  /// Computes the bound; nil when the candidate is within tolerance or a rate lies outside of 0...1.
  public init?(stable: Double, candidate: Double, alpha: Double, tolerance: RollbackProcess.Tolerance) {
    let tolerated = max(tolerance.ratio * stable, tolerance.floor)
    guard stable >= 0, candidate > tolerated, candidate < 1, tolerated < 1, alpha > 0, alpha < 1 else { return nil }
    let divergence = AdvanceForecast.bernoulliDivergence(candidate, tolerated)
    guard divergence > 0 else { return nil }
    self.tolerated = tolerated
    self.divergence = divergence
    requests = -naturalLog(alpha) / divergence
    excess = requests * (candidate - stable)
  }
}
