public import Statistics

/// The evidence of a rollout over time: what a chart is drawn from.
public struct EvidenceTrace: Sendable, Codable, Equatable {
  /// One look.
  public struct Point: Sendable, Codable, Equatable {
    /// Seconds since the first look.
    public var seconds: Double
    public var step: Int
    public var weight: Double
    /// ln of the evidence of harm over all metrics, and of health for the present step.
    public var harm: Double
    public var health: Double
    /// The difference of the error rates, and the ends of the rates' confidence sequences.
    public var stable: Interval?
    public var candidate: Interval?
    public var outcome: Assessment.Outcome
  }

  /// A rate with its confidence sequence.
  public struct Interval: Sendable, Codable, Equatable {
    public var rate: Double
    public var lower: Double
    public var upper: Double
  }

  /// The thresholds, as logarithms: above the first a rollback is decided, above the second a step is passed.
  public let harmThreshold: Double
  public let healthThreshold: Double
  public private(set) var points: [Point] = []
  private var began: Double?

  /// The most points that are kept; beyond it every second one is dropped.
  public static let mostPoints = 512

  /// Starts without points.
  public init(configuration: JudgeConfiguration) {
    harmThreshold = -LogDomain.log(configuration.falseRollback)
    healthThreshold = -LogDomain.log(configuration.falsePromotion)
  }

  /// Adds what was concluded at a time. `errors` are the counts of both versions so far.
  public mutating func note(
    _ assessment: Assessment, errors: CountPair, at time: Double, step: Int, weight: Double, alpha: Double = 0.05
  ) {
    let start = began ?? time
    began = start
    let interval = { (count: EventCount) -> Interval? in
      count.rate.map { rate in
        let ends = BetaBinomialMixture(count).interval(alpha: alpha)
        return Interval(rate: rate, lower: ends.lower, upper: ends.upper)
      }
    }
    points.append(
      Point(
        seconds: time - start, step: step, weight: weight, harm: assessment.rollback.logValue,
        health: assessment.metrics.map(\.advance.logValue).min() ?? 0, stable: interval(errors.stable),
        candidate: interval(errors.candidate), outcome: assessment.outcome))
    guard points.count > Self.mostPoints else { return }
    points = points.enumerated().filter { $0.offset % 2 == 0 || $0.offset == points.count - 1 }.map(\.element)
  }
}
