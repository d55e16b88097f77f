/// The sequential comparison of a proportion that need not be rare, with an additive margin: wrong answers by labels.
///
/// Tolerated: the candidate is wrong at most `margin` more often than stable, for instance by two points. Each scrape
/// gives one ``HalfPlaneProjection`` e-value, exact for any numbers and any drift of the stable version; the products
/// are mixed over several gaps between the versions. The gates for going on are the reverse test, with the margin
/// widened by the weight that they lead to.
///
/// Source: the statistics study, section 1.9.
public struct ProportionComparison: Sendable, Codable, Equatable {
  /// What is compared, and how strictly.
  public struct Plan: Sendable, Codable, Equatable {
    /// The greatest tolerated difference of the proportions, candidate minus stable; 0.0005 at least.
    public var margin: Double
    /// The difference that is accepted when time is up.
    public var relaxed: Double
    /// The candidate's weight at each step, from 0 to 1.
    public var weights: [Double]
    /// The length of a block, in the unit of the times given; each block starts a share of the bets.
    public var blockLength: Double
    /// How many blocks may start a share.
    public var blocks: Int

    /// Makes a plan; it needs at least one step.
    public init(margin: Double, relaxed: Double, weights: [Double], blockLength: Double, blocks: Int) {
      self.margin = Self.sane(margin)
      self.relaxed = Self.sane(relaxed)
      self.weights = weights.isEmpty ? [1] : weights
      self.blockLength = blockLength
      self.blocks = blocks
    }

    private static func sane(_ margin: Double) -> Double {
      margin.isNaN ? 0.0005 : min(max(margin, 0.0005), 0.5)
    }

    /// The bets on harm: small multiples of the margin, and gross failures.
    var gaps: [Double] {
      let small = [1.2, 1.5, 2, 3].map { $0 * margin }
      return small + [0.05, 0.1, 0.2, 0.4, 0.6].filter { $0 > 3 * margin }
    }

    /// The margin of each gate, the relaxed one last.
    var gateMargins: [Double] {
      (weights.dropFirst() + [1]).map { $0 > 0 && $0 < 1 ? min(margin / $0, 0.5) : margin } + [relaxed]
    }
  }

  /// The bets of the gates, as multiples of the stable proportion: equal, or better.
  private static let advanceAlternatives = [1.0, 0.7]
  private static let logAdvancePrior = [0.8, 0.2].map(LogDomain.log)

  private let plan: Plan
  private let mass: StartingMass
  private let logPrior: [Double]
  private var mixture: EvidenceMixture
  private var gates: [[Double]]
  private var stableSoFar: EventCount
  private var blockOpenedAt: Double?
  private var openedBlocks = 0

  /// All counts since the start.
  public private(set) var total = CountPair.none

  /// Starts the comparison; `history` is what stable counted before.
  public init(plan: Plan, history: EventCount) {
    self.plan = plan
    let gaps = plan.gaps.count
    mass = .standard(steps: plan.weights.count, blocks: plan.blocks)
    logPrior = Array(repeating: -LogDomain.log(Double(gaps)), count: gaps)
    mixture = EvidenceMixture(alternatives: gaps, steps: plan.weights.count, levelMass: mass.levels)
    gates = plan.gateMargins.map { _ in Self.advanceAlternatives.map { _ in 0 } }
    stableSoFar = history
  }

  /// Takes the increment of one scrape, counted from `start` on at a step.
  public mutating func observe(_ increment: CountPair, from start: Double, step: Int) {
    defer {
      stableSoFar += increment.stable
      total += increment
    }
    guard increment.candidate.trials > 0, increment.stable.trials > 0 else { return }
    let opensBlock = blockOpenedAt.map { start - $0 >= plan.blockLength } ?? true
    if opensBlock { blockOpenedAt = start }
    mixture.close(
      rollbackLogs(increment), start: opensBlock ? mass.logStart(block: openedBlocks) : LogDomain.zero, step: step)
    if opensBlock { openedBlocks = min(openedBlocks + 1, Int(Int32.max)) }
    for (index, margin) in plan.gateMargins.enumerated() where index < gates.count {
      let isFinal = index == plan.weights.count - 1
      guard !isFinal || step >= index else { continue }
      gates[index] = zip(gates[index], advanceLogs(increment, margin)).map { LogDomain.bounded($0 + $1) }
    }
  }

  /// The evidence for going back. There is no rate that is ignored, so both halves are the same.
  public func rollbackEvidence(step: Int) -> RollbackEvidence {
    let start = blockOpenedAt == nil ? mass.logStart(block: 0) : LogDomain.zero
    let value = mixture.value(logPrior.map { _ in 0 }, logPrior: logPrior, start: start, step: step)
    return RollbackEvidence(ratio: value.total, floor: value.total, total: value.total, pooled: value.pooled)
  }

  /// ln E for leaving a step. Go on when it reaches ln(1/beta).
  public func advanceLogEvidence(step: Int) -> Double {
    (0..<plan.weights.count).contains(step) ? gateEvidence(step) : 0
  }

  /// ln E against the relaxed margin.
  public var relaxedLogEvidence: Double { gateEvidence(plan.weights.count) }

  /// The requests with a label that are still needed to leave a step at a weight, if the candidate equals stable.
  public func labelsNeeded(step: Int, weight: Double, falsePromotion: Double) -> Double? {
    let margins = plan.gateMargins
    guard margins.indices.contains(step), weight > 0, weight < 1 else { return nil }
    let shares = CountPair(
      candidate: EventCount(trials: weight, events: 0), stable: EventCount(trials: 1 - weight, events: 0))
    let rate = stableRate
    let equal = RatePair(candidate: rate, stable: rate)
    guard let projection = HalfPlaneProjection(equal, null: .atLeast, margin: margins[step], counts: shares)
    else { return nil }
    let information =
      weight * AdvanceForecast.bernoulliDivergence(rate, projection.nearest.candidate)
      + (1 - weight) * AdvanceForecast.bernoulliDivergence(rate, projection.nearest.stable)
    return AdvanceForecast.requests(
      information: information, falsePromotion: falsePromotion, logEvidence: advanceLogEvidence(step: step))
  }

  /// The stable proportion by past data, with ten labels' worth of a prior around one in ten.
  private var stableRate: Double {
    min(max((stableSoFar.events + 1) / (stableSoFar.trials + 10), 0.002), 0.998)
  }

  private func gateEvidence(_ index: Int) -> Double {
    guard gates.indices.contains(index) else { return 0 }
    return LogDomain.bounded(LogDomain.sum(zip(gates[index], Self.logAdvancePrior).map { $0 + $1 }))
  }

  private func rollbackLogs(_ increment: CountPair) -> [Double] {
    let rate = stableRate
    return plan.gaps.map { gap in
      let alternative = RatePair(candidate: min(rate + gap, 0.999), stable: rate)
      return HalfPlaneProjection(alternative, null: .atMost, margin: plan.margin, counts: increment)?
        .logEvidence(increment) ?? 0
    }
  }

  private func advanceLogs(_ increment: CountPair, _ margin: Double) -> [Double] {
    let rate = stableRate
    return Self.advanceAlternatives.map { multiple in
      let alternative = RatePair(candidate: multiple * rate, stable: rate)
      return HalfPlaneProjection(alternative, null: .atLeast, margin: margin, counts: increment)?
        .logEvidence(increment) ?? 0
    }
  }
}
