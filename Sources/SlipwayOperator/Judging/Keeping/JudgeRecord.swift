import Analysis
import KubeCore

/// What is kept of an ``AnalysisRun``, so that another process takes it up where it was left.
struct JudgeRecord: Sendable, Equatable {
  /// What is kept of one revision on trial.
  struct Trial: Sendable, Equatable {
    /// ``JudgeState`` as bytes.
    var state: [UInt8]
    /// ``DecisionLog`` as bytes.
    var log: [UInt8]
  }

  /// When the rollout began: one that is tried again is judged anew.
  var began: Timestamp?
  /// The revision that the others are compared with.
  var stable: String
  /// By the names of the revisions.
  var trials: [String: Trial]
  /// The judge of an A/B test as a whole, as bytes.
  var test: [UInt8]?
  /// The last time that the judges were told, in seconds on their clock.
  var time: Double
}
