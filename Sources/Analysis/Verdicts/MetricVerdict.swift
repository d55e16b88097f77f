/// What is known about one metric, and what follows.
public struct MetricVerdict: Sendable, Codable, Equatable {
  /// `errors`, `latency` or `accuracy`.
  public var name: String
  /// The answer.
  public var verdict: Verdict
  /// Stable's value during the rollout: an error rate, a latency in seconds, or an accuracy. Nil without data.
  public var stable: Double?
  /// The candidate's value.
  public var candidate: Double?
  /// Candidate over stable for errors and latency, candidate minus stable for accuracy. Nil when it is undefined.
  public var effect: Double?
  /// The end of the candidate's confidence sequence on the bad side, valid at every look: the greatest error rate, or
  /// the least accuracy, that the data do not exclude. Nil for latency.
  public var bound: Double?
  /// The evidence that the candidate is worse than tolerated. Reaching the threshold alone rolls back.
  public var rollback: Evidence
  /// The evidence that the candidate is within the margin of the step.
  public var advance: Evidence
  /// How many requests, or labels, of stable were counted.
  public var stableSamples: Double
  /// How many of the candidate.
  public var candidateSamples: Double
  /// How many more of both are typically needed until this metric passes, if the candidate equals stable. Nil when that
  /// is not known or it has passed.
  public var samplesNeeded: Double?
  /// The reason, for people.
  public var reason: String

  /// Makes a verdict; a judge does, and so do tests of what reads it.
  public init(
    name: String, verdict: Verdict, stable: Double? = nil, candidate: Double? = nil, effect: Double? = nil,
    bound: Double? = nil, rollback: Evidence, advance: Evidence, stableSamples: Double = 0,
    candidateSamples: Double = 0, samplesNeeded: Double? = nil, reason: String
  ) {
    self.name = name
    self.verdict = verdict
    self.stable = stable
    self.candidate = candidate
    self.effect = effect
    self.bound = bound
    self.rollback = rollback
    self.advance = advance
    self.stableSamples = stableSamples
    self.candidateSamples = candidateSamples
    self.samplesNeeded = samplesNeeded
    self.reason = reason
  }
}
