/// Where a rollout stands while something is counted.
struct Exposure: Sendable, Codable, Equatable {
  /// The index of the step.
  var step: Int
  /// The candidate's share of the traffic, from 0 to 1.
  var weight: Double
}
