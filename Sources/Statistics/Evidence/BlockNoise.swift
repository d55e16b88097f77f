/// The relative variances of a block's random effects: pods differ from each other by more than chance.
///
/// Source: the statistics study, sections 1.2 and 1.7.
public struct BlockNoise: Sendable, Codable, Equatable {
  /// Of the ratio between the two versions.
  public var split: Double
  /// Of the candidate's own rate.
  public var candidate: Double

  /// Takes the variances as they are.
  public init(split: Double, candidate: Double) {
    self.split = split
    self.candidate = candidate
  }

  /// The variances that arise when each pod has one of `podVariance` and requests spread over the pods.
  ///
  /// Both are clamped to 0.0025...0.5: never quite none, never so much that nothing could be seen.
  public init(podVariance: Double, candidatePods: Int, stablePods: Int) {
    let ofCandidate = 1 / Double(max(candidatePods, 1))
    let ofStable = 1 / Double(max(stablePods, 1))
    split = Self.clamp(podVariance * (ofCandidate + ofStable))
    candidate = Self.clamp(podVariance * ofCandidate)
  }

  static func clamp(_ variance: Double) -> Double {
    variance.isNaN ? 0.5 : min(max(variance, 0.0025), 0.5)
  }
}
