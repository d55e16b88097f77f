/// What a model says about one row.
public struct Prediction: Sendable, Equatable {
  /// The class with the greatest probability; the first of them when several have it.
  public let label: ClassLabel
  /// That class's probability, from 0 to 1.
  public let probability: Double
  /// The probabilities of all classes, in the model's order.
  public let probabilities: [Double]
}

/// What a model raises instead of an answer.
public struct PredictionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The feature that it is about.
  public let feature: String
  /// What is wrong with it, for people.
  public let reason: String

  public var description: String { "\(feature) \(reason)" }
}
