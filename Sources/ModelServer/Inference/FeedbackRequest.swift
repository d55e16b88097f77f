/// The body of a feedback call: what became of earlier predictions.
struct FeedbackRequest: Decodable {
  struct Outcome: Decodable {
    /// The id of the infer call.
    let id: String?
    /// The revision that predicted, as the infer call's answer said.
    let revision: String
    let predicted: ClassLabel
    /// The class that turned out to be right.
    let label: ClassLabel

    var isCorrect: Bool { predicted.description == label.description }
  }

  let outcomes: [Outcome]
}

extension FeedbackRequest {
  /// The most outcomes of one call.
  static let maximumOutcomes = 10_000

  /// - Throws: ``RequestProblem`` that names the field which is not acceptable.
  func validate() throws(RequestProblem) {
    guard outcomes.count <= Self.maximumOutcomes else {
      throw .invalid("outcomes", "holds \(outcomes.count), more than \(Self.maximumOutcomes)")
    }
    for (index, outcome) in outcomes.enumerated() where !Self.isRevision(outcome.revision) {
      throw .invalid("outcomes[\(index)].revision", "is not a revision name")
    }
  }

  /// A revision becomes a label of a metric, so it is held to what Kubernetes allows as a label's value.
  private static func isRevision(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}
