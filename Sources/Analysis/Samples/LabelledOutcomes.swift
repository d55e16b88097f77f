/// Predictions whose true label has become known, as counters.
public struct LabelledOutcomes: Sendable, Codable, Equatable {
  /// Predictions that were right.
  public var correct: Double
  /// Predictions that were wrong.
  public var wrong: Double

  /// Makes a pair of counters.
  public init(correct: Double, wrong: Double) {
    self.correct = correct
    self.wrong = wrong
  }
}
