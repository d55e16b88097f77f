import Glibc

/// Multinomial logistic regression: the softmax of one linear score a class.
struct LinearClassifier: Sendable {
  private let coefficients: [[Double]]
  private let intercepts: [Double]

  init(
    coefficients: [[Double]], intercepts: [Double], columnCount: Int, classCount: Int
  ) throws(ModelServerError) {
    guard coefficients.count == classCount, intercepts.count == classCount,
      coefficients.allSatisfy({ $0.count == columnCount })
    else {
      throw ModelServerError(
        code: .invalidModel, message: "not one coefficient a class and column", subject: "model.coefficients")
    }
    self.coefficients = coefficients
    self.intercepts = intercepts
  }

  func probabilities(_ values: [Double]) -> [Double] {
    var scores = intercepts
    for index in scores.indices {
      let row = coefficients[index]
      var score = scores[index]
      for column in values.indices { score += row[column] * values[column] }
      scores[index] = score
    }
    return Self.softmax(scores)
  }

  /// Shifted by the greatest score, so that no exponential overflows.
  static func softmax(_ scores: [Double]) -> [Double] {
    let greatest = scores.max() ?? 0
    let exponentials = scores.map { exp($0 - greatest) }
    let sum = exponentials.reduce(0, +)
    return exponentials.map { $0 / sum }
  }
}
