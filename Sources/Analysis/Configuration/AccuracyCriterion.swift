/// How a candidate's accuracy is judged against stable's, by labels that arrive later.
public struct AccuracyCriterion: Sendable, Codable, Equatable {
  /// How much less accurate the candidate may be, as a difference of shares; 0.01, one point, by default.
  public var maximumDecrease = 0.01

  /// The defaults.
  public init() {}
}
