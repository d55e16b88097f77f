public import SlipwayAPI

/// One stage of a rollout, whatever the strategy: what the candidate gets, and what it takes to go on.
public struct PlannedStep: Sendable, Hashable {
  /// What a step is for.
  public enum Kind: Sendable, Hashable {
    /// A share of the traffic, judged.
    case weight
    /// A number of replicas, and nothing judged.
    case scale
    /// A wait for a person.
    case hold
    /// Blue-green: whole, and without traffic.
    case preview
    /// Blue-green: all traffic at once, judged.
    case switchOver
    /// Shadow: copies of requests, judged.
    case mirror
    /// A/B test: a part of the arms' weights, not compared yet.
    case ramp
    /// A/B test: the weights of the arms, until one wins.
    case test
    /// Rolling update: replica by replica.
    case roll
  }

  public var kind: Kind
  /// The share of the traffic of all revisions on trial together.
  public var weight: BasisPoints
  /// The share of the requests that the candidate gets copies of.
  public var mirror: BasisPoints?
  /// The least number of replicas, apart from what the weight needs.
  public var scale: CandidateScale?
  /// In an A/B test, the part of the arms' weights that is given.
  public var fraction = BasisPoints.whole
  /// The least time at the step.
  public var minimumTime: TimeSpan
  /// Whether the step is passed on evidence; time alone suffices otherwise.
  public var needsEvidence: Bool

  init(
    _ kind: Kind, weight: BasisPoints = .zero, scale: CandidateScale? = nil, for minimumTime: TimeSpan = .seconds(0),
    needsEvidence: Bool = false
  ) {
    (self.kind, self.weight, self.scale) = (kind, weight, scale)
    (self.minimumTime, self.needsEvidence) = (minimumTime, needsEvidence)
  }
}
