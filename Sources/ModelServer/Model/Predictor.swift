/// A model that is ready to answer: pure, and as fast as a table.
public struct Predictor: Sendable {
  private enum Classifier {
    case linear(LinearClassifier)
    case forest(DecisionForest)
  }

  /// The names of a row's values, in order.
  public let features: [String]
  /// The names of the classes.
  public let classes: [ClassLabel]
  private let scaler: StandardScaler
  private let classifier: Classifier
  private let validator: InputValidator?

  /// - Throws: ``ModelServerError`` when members of the file contradict each other, so that no row can lead outside.
  public init(_ artifact: ModelArtifact) throws(ModelServerError) {
    guard !artifact.features.isEmpty, artifact.classes.count > 1 else {
      throw ModelServerError(
        code: .invalidModel, message: "needs a feature and two classes", subject: artifact.name)
    }
    features = artifact.features
    classes = artifact.classes
    scaler = try StandardScaler(artifact.preprocessing, featureCount: features.count)
    let columnCount = scaler.columns.count
    switch artifact.model {
    case .linear(let coefficients, let intercepts):
      classifier = .linear(
        try LinearClassifier(
          coefficients: coefficients, intercepts: intercepts, columnCount: columnCount, classCount: classes.count))
    case .forest(let trees):
      classifier = .forest(
        try DecisionForest(trees, columnCount: columnCount, classCount: classes.count))
    }
    validator = try Self.checked(artifact.inputValidator, featureCount: features.count)
  }

  /// Classifies a row.
  /// - Parameter row: One value a feature.
  /// - Throws: ``PredictionError`` when the model refuses the row.
  public func predict(_ row: [Double]) throws(PredictionError) -> Prediction {
    guard row.count == features.count else {
      throw PredictionError(feature: "row", reason: "has \(row.count) values, not \(features.count)")
    }
    if let violation = validator?.firstViolation(in: row) {
      let bounds = violation.bounds
      throw PredictionError(
        feature: features[violation.column],
        reason: "is \(violation.value), outside \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    let values = scaler.standardized(row)
    let probabilities =
      switch classifier {
      case .linear(let linear): linear.probabilities(values)
      case .forest(let forest): forest.probabilities(values)
      }
    var best = 0
    for index in probabilities.indices where probabilities[index] > probabilities[best] { best = index }
    return Prediction(label: classes[best], probability: probabilities[best], probabilities: probabilities)
  }

  private static func checked(
    _ validator: InputValidator?, featureCount: Int
  ) throws(ModelServerError) -> InputValidator? {
    guard let validator else { return nil }
    let count = validator.columns.count
    guard validator.minimum.count == count, validator.maximum.count == count,
      validator.columns.allSatisfy({ (0..<featureCount).contains($0) }),
      zip(validator.minimum, validator.maximum).allSatisfy({ $0 <= $1 })
    else {
      throw ModelServerError(
        code: .invalidModel, message: "not a minimum and a maximum a column", subject: "inputValidator")
    }
    return validator
  }
}
