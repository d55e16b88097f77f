import Statistics

/// What one metric contributes to an assessment.
struct MetricReport: Sendable {
  /// Why the evidence has not begun.
  enum Problem: Sendable, Equatable {
    /// There is nothing to judge by yet.
    case noData(String)
    /// The metric cannot be read.
    case unreadable(String)
  }

  var name: String
  /// Whether it looks at what became of answers, which others have to tell.
  var isOfOutcomes = false
  var problem: Problem?
  /// The evidence, as natural logarithms.
  var rollback = RollbackEvidence.none
  var advance = 0.0
  var relaxed = 0.0
  /// The candidate's bad requests, one count for each comparison: what the harm cap is about.
  var exposures: [EventCount] = []
  var stable: Double?
  var candidate: Double?
  var effect: Double?
  var bound: Double?
  var stableSamples = 0.0
  var candidateSamples = 0.0
  var samplesNeeded: Double?
  /// Why no step may be left, whatever the evidence says; nil when nothing is in the way.
  var hold: String?
  /// Both values in words, without a conclusion.
  var comparison = ""

  init(name: String) { self.name = name }
}
