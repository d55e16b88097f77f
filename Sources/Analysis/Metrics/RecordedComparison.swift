import Statistics

/// Compares the candidate with what stable did before it lost all of its traffic, where no comparison at the same time is
/// possible: after a blue-green switch, at a step of 100 %, and after a promotion.
///
/// Stable's record gives two limits, fixed when the comparison begins: a rate that counts as harm, from the upper end of
/// the confidence interval of stable's rate, and one that counts as health, from the lower end. From then on it is a test of
/// the candidate's own rate. What it promises rests on an assumption that a comparison at the same time does not need: that
/// stable would have gone on as it did. What would have hit both versions is held against the candidate.
struct RecordedComparison: Sendable, Codable, Equatable {
  /// What a rate of stable makes of a rate of the candidate.
  struct Rule {
    /// The greatest rate that is tolerated.
    var harm: (Double) -> Double
    /// The rate below which the candidate is to be proven.
    var health: (Double) -> Double
    /// The same when time is up.
    var relaxed: (Double) -> Double
  }

  /// A quarter of the false rollbacks may come from the bound of stable's rate being wrong; the bets share the rest: half
  /// of them are on the comparison at the same time, a quarter on this one.
  static let (boundShare, betShare, simultaneousShare) = (0.25, 0.25, 0.5)

  /// What stable had done.
  let record: EventCount
  private var comparison: FixedRateComparison

  /// Fixes the limits.
  ///
  /// - Parameters:
  ///   - variance: the relative variance of stable's rate in one block, beyond chance.
  ///   - parts: how many such comparisons there are, each with its part of the error rates.
  init(record: StableRecord, variance: Double, parts: Int, _ configuration: JudgeConfiguration, _ rule: Rule) {
    self.record = record.count
    let bounds = record.bounds(
      variance: variance, blockSeconds: configuration.blockSeconds,
      upper: configuration.falseRollback * Self.boundShare / Double(max(parts, 1)),
      lower: configuration.falsePromotion / 2)
    comparison = FixedRateComparison(
      plan: FixedRateComparison.Plan(
        harm: rule.harm(bounds.upper), health: rule.health(bounds.lower), relaxed: rule.relaxed(bounds.lower),
        expected: record.count.rate ?? bounds.lower, blockLength: configuration.blockSeconds,
        maximumDuration: configuration.maximumDurationSeconds))
  }

  /// Takes what the candidate counted in an interval.
  mutating func observe(_ count: EventCount, from start: Double, noise: BlockNoise) {
    comparison.observe(count, from: start, variance: noise.candidate)
  }

  /// What the candidate has counted since.
  var count: EventCount { comparison.total }

  /// ln of its part of the evidence of harm.
  var harm: Double { comparison.logHarm + LogDomain.log(Self.betShare) }
  /// The evidence of harm as such: whether it leans that way.
  var lean: Double { comparison.logHarm }
  /// ln of the evidence of health; half of the false promotions are the bound's.
  var health: Double { comparison.logHealth - LogDomain.log(2) }
  /// The same by the relaxed margin.
  var relaxed: Double { comparison.logRelaxed - LogDomain.log(2) }
}

extension RecordedComparison? {
  /// Takes what the candidate counted in an interval; the first one fixes the limits by stable's record so far.
  ///
  /// - Parameter parts: how many such comparisons there are.
  mutating func observe(
    _ count: EventCount, from start: Double, noise: BlockNoise, after record: StableRecord, parts: Int,
    _ configuration: JudgeConfiguration, _ rule: RecordedComparison.Rule
  ) {
    var running =
      self ?? RecordedComparison(record: record, variance: noise.split, parts: parts, configuration, rule)
    running.observe(count, from: start, noise: noise)
    self = running
  }
}

extension RecordedComparison.Rule {
  /// Multiples of stable's rate, or a rate that counts whatever stable's is.
  init(_ plan: SequentialComparison.Plan) {
    harm = { max(plan.tolerance.floor, plan.tolerance.ratio * $0) }
    health = { max(plan.margin.rate, plan.margin.ratio * $0) }
    relaxed = { max(plan.relaxed.rate, plan.relaxed.ratio * $0) }
  }

  /// So much above stable's rate.
  init(_ plan: ProportionComparison.Plan) {
    (harm, health, relaxed) = ({ $0 + plan.margin }, { $0 + plan.margin }, { $0 + plan.relaxed })
  }
}

extension JudgeConfiguration {
  /// How many metrics may be compared with a record.
  var comparisons: Int { [errorRate != nil, latency != nil, accuracy != nil].count { $0 } + additional.count }
}

extension MetricReport {
  /// Adds what comparisons with a record say; each has an equal part of the bets.
  ///
  /// - Parameter isSwitched: whether stable has no traffic now, so that they alone can let the candidate go on.
  mutating func add(_ recorded: [RecordedComparison], isSwitched: Bool) {
    guard !recorded.isEmpty else { return }
    let share = LogDomain.log(Double(recorded.count))
    let harm = LogDomain.sum(recorded.map(\.harm)) - share
    let lean = LogDomain.sum(recorded.map(\.lean)) - share
    rollback.total = LogDomain.add(rollback.total, harm)
    rollback.pooled = isSwitched ? lean : max(rollback.pooled, lean)
    guard isSwitched else { return }
    problem = nil
    advance = recorded.map(\.health).min() ?? 0
    relaxed = recorded.map(\.relaxed).min() ?? 0
    exposures = recorded.map(\.count)
    samplesNeeded = nil
  }

  /// Leaves room for bets on comparisons with a record, which will follow.
  mutating func share() { rollback.total += LogDomain.log(RecordedComparison.simultaneousShare) }
}
