import Analysis

/// What is kept of a judge, so that another process takes it up where it was left.
struct JudgeRecord: Sendable, Equatable {
  /// What is on trial: the revision, and since when. One that is tried again is judged anew.
  var trial: String
  /// ``JudgeState`` as bytes.
  var state: [UInt8]
  /// ``DecisionLog`` as bytes.
  var log: [UInt8]
  /// The last time that the judge was told, in seconds on its clock.
  var time: Double
}
