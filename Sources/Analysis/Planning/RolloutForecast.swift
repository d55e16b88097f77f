import Statistics

/// How long a rollout will take and what a regression would cost, before it starts.
///
/// Source: the statistics study, section 3.
public struct RolloutForecast: Sendable, Equatable {
  /// One step.
  public struct Step: Sendable, Equatable {
    /// The candidate's share of the traffic.
    public var weight: Double
    /// The requests of the whole service until the step is left, if the candidate equals stable; nil when the data can
    /// never suffice.
    public var requests: Double?
    /// The seconds of the step, its least duration included.
    public var seconds: Double?
    /// Whether the step is left because little can go wrong, before its margin is proven.
    public var isHarmCapped: Bool
  }

  /// What finding a regression costs.
  public struct Regression: Sendable, Equatable {
    /// The multiple of stable's rate.
    public var factor: Double
    /// The requests of the whole service until it is found at the first step.
    public var requests: Double
    /// The candidate's failures beyond stable's rate until then.
    public var failures: Double
    /// The seconds until then.
    public var seconds: Double
  }

  /// The steps in order.
  public let steps: [Step]
  /// Regressions of twice and five times stable's rate.
  public let regressions: [Regression]

  /// The whole duration, a slightly pessimistic mean: typically two thirds of it, and in 95 of 100 rollouts less than
  /// two and a half times as long. Nil when a step can never be proven.
  public var seconds: Double? {
    steps.contains { $0.seconds == nil } ? nil : steps.reduce(0) { $0 + ($1.seconds ?? 0) }
  }

  /// Forecasts for a service with requests per second and an error rate.
  ///
  /// `weights` are the steps; `scrapeSeconds` is the time between two scrapes.
  public init(
    requestsPerSecond: Double, errorRate: Double, weights: [Double], scrapeSeconds: Double = 15,
    configuration: JudgeConfiguration = JudgeConfiguration()
  ) {
    let criterion = configuration.errorRate ?? ErrorRateCriterion()
    let margin = AdvanceMargin(ratio: criterion.margin, rate: criterion.acceptBelow)
    let rps = requestsPerSecond.isFinite ? max(requestsPerSecond, 0) : 0
    let rate = errorRate.isFinite ? min(max(errorRate, 0), 1) : 0
    let shares = RolloutJudge.shares(weights)
    var gathered = 0.0
    steps = shares.enumerated().map { index, weight in
      let next = index + 1 < shares.count ? shares[index + 1] : 1
      let isLast = index + 1 == shares.count
      let information = AdvanceForecast.information(
        stableRate: rate, weight: weight, margin: margin.entering(weight: next)
      ).best
      let capped = !isLast && rps * scrapeSeconds * next <= configuration.harmCap
      // The last gate counts only what the last step saw; the others all the evidence so far.
      let evidence = isLast ? 0 : gathered * information
      let requests = AdvanceForecast.requests(
        information: information, falsePromotion: configuration.falsePromotion, logEvidence: evidence)
      let dwell = configuration.minimumDwellSeconds
      let seconds: Double? = capped ? dwell : requests.flatMap { rps > 0 ? max(dwell, $0 / rps) : nil }
      gathered += (seconds ?? 0) * rps
      return Step(weight: weight, requests: requests, seconds: seconds, isHarmCapped: capped)
    }
    let first = shares.first ?? 1
    regressions = [2, 5].compactMap {
      Self.regression($0, rate, first, rps, criterion.tolerance, configuration.falseRollback)
    }
  }

  private static func regression(
    _ factor: Double, _ rate: Double, _ weight: Double, _ rps: Double, _ tolerance: Double, _ alpha: Double
  ) -> Regression? {
    guard rate > 0, weight > 0, weight < 1, rps > 0, alpha > 0, alpha < 1 else { return nil }
    let share = { (ratio: Double) in ratio * weight / (ratio * weight + 1 - weight) }
    let divergence = AdvanceForecast.bernoulliDivergence(share(factor), share(tolerance))
    let information = rate * (factor * weight + 1 - weight) * divergence
    guard information > 1e-12 else { return nil }
    let requests = (-LogDomain.log(alpha) + 1.9) / information
    return Regression(
      factor: factor, requests: requests, failures: requests * weight * rate * (factor - 1), seconds: requests / rps)
  }
}
