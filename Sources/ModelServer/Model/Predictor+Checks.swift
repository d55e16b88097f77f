extension Predictor {
  /// How far a probability may be from the framework's: sums in another order differ by less.
  static let tolerance = 1e-9

  /// Answers each check of the model file; the first use of all code paths too, which warms them.
  /// - Throws: ``ModelServerError`` at the first answer that differs from the framework's.
  func verify(_ checks: [ModelArtifact.Check]) throws(ModelServerError) {
    for (index, check) in checks.enumerated() {
      guard let difference = difference(from: check) else { continue }
      throw ModelServerError(code: .checkFailed, message: difference, subject: "checks[\(index)]")
    }
  }

  private func difference(from check: ModelArtifact.Check) -> String? {
    let answer: Prediction
    do {
      answer = try predict(check.input)
    } catch {
      if case .rejection(let feature) = check.expectation, feature == error.feature { return nil }
      return "raised: \(error)"
    }
    guard case .prediction(let label, let probabilities) = check.expectation else {
      return "answered \(answer.label) where an error is expected"
    }
    guard answer.label == label else { return "answered \(answer.label) instead of \(label)" }
    let isClose = answer.probabilities.count == probabilities.count
      && zip(answer.probabilities, probabilities).allSatisfy { abs($0 - $1) <= Self.tolerance }
    return isClose ? nil : "answered \(answer.probabilities) instead of \(probabilities)"
  }
}
