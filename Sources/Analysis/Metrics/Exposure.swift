/// Where a rollout stands while something is counted.
struct Exposure: Sendable, Codable, Equatable {
  /// The index of the step.
  var step: Int
  /// The candidate's share of the traffic, from 0 to 1.
  var weight: Double
  /// Whether the candidate gets copies of requests, and its answers go nowhere: nobody can label them, unless they are kept.
  var isMirrored = false
  /// Whether stable has no traffic at a step that asks for that, so that there is nothing to compare the candidate with at
  /// the same time.
  var isSwitched = false
}
