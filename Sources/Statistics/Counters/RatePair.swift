/// One rate of each version: a hypothesis, or an estimate.
public struct RatePair: Sendable, Codable, Equatable {
  /// The candidate's, from 0 to 1.
  public var candidate: Double
  /// The stable version's, from 0 to 1.
  public var stable: Double

  /// Pairs two rates.
  public init(candidate: Double, stable: Double) {
    self.candidate = candidate
    self.stable = stable
  }
}
