/// The sequential test of one count of bad requests against fixed rates: one that counts as harm, and one below which it
/// counts as healthy.
///
/// The evidence may be looked at after every increment. For a count whose rate is at most that of harm the chance that the
/// evidence of harm ever reaches 1/alpha is at most alpha, and for one whose rate is at least that of health the same
/// holds for the evidence of health. Counts need not be rare: a Poisson likelihood is on the safe side of a binomial one.
///
/// Source: the statistics study, sections 1.2 and 1.3, with rates in place of the comparison.
public struct FixedRateComparison: Sendable, Codable, Equatable {
  /// What is tested.
  public struct Plan: Sendable, Codable, Equatable {
    /// The rate that is tolerated.
    public var harm: Double
    /// The rate that is unacceptable.
    public var health: Double
    /// The rate that is unacceptable when time is up.
    public var relaxed: Double
    /// The rate that is likely; the bets of health are near it.
    public var expected: Double
    /// The length of a block, in the unit of the times given.
    public var blockLength: Double
    /// How many blocks may start a share of the bets.
    public var blocks: Int

    /// Makes a plan; rates are held to what a rate can be.
    public init(
      harm: Double, health: Double, relaxed: Double, expected: Double, blockLength: Double, maximumDuration: Double
    ) {
      (self.harm, self.health, self.relaxed) = (Self.sane(harm), Self.sane(health), Self.sane(relaxed))
      self.expected = Self.sane(expected)
      self.blockLength = blockLength
      blocks = StartingMass.blocks(in: maximumDuration, of: blockLength)
    }

    private static func sane(_ rate: Double) -> Double { rate.isNaN ? 1e-9 : min(max(rate, 1e-9), 0.999) }

    /// The bets on harm, as rates.
    var harmful: [Double] { RollbackProcess.ratioAlternatives.map { min($0 * harm, 0.9999) } }

    /// The bets against a limit: what is likely and better, between it and the limit, and parts of the limit.
    func healthy(_ limit: Double) -> [Double] {
      let near = [expected, 0.7 * expected, (expected * limit).squareRoot()].filter { $0 < 0.99 * limit }
      return near + [0.5, 0.2, 0.04].map { $0 * limit }
    }
  }

  private struct Block: Sendable, Codable, Equatable {
    var count = EventCount.none
    var variance: Double
    var openedAt: Double
  }

  private static let logHarmPrior = RollbackProcess.ratioPrior.map(LogDomain.log)

  private let plan: Plan
  private let mass: StartingMass
  private var harm: EvidenceMixture
  private var health: [Double]
  private var relaxed: [Double]
  private var block: Block?
  private var closedBlocks = 0

  /// All counts since the start.
  public private(set) var total = EventCount.none

  /// Starts without evidence.
  public init(plan: Plan) {
    self.plan = plan
    mass = .standard(steps: 1, blocks: plan.blocks)
    harm = EvidenceMixture(alternatives: RollbackProcess.ratioAlternatives.count, steps: 1, levelMass: 0)
    health = plan.healthy(plan.health).map { _ in 0 }
    relaxed = plan.healthy(plan.relaxed).map { _ in 0 }
  }

  /// Takes an increment, counted from `start` on; `variance` is the relative variance of the rate in a block. A block keeps
  /// the one that it was opened with.
  public mutating func observe(_ increment: EventCount, from start: Double, variance: Double) {
    if let open = block, start - open.openedAt >= plan.blockLength { close(open) }
    var open = block ?? Block(variance: variance, openedAt: start)
    open.count += increment
    block = open
    total += increment
  }

  private mutating func close(_ block: Block) {
    harm.close(logs(block, plan.harmful, plan.harm), start: mass.logStart(block: closedBlocks), step: 0)
    health = sum(health, logs(block, plan.healthy(plan.health), plan.health))
    relaxed = sum(relaxed, logs(block, plan.healthy(plan.relaxed), plan.relaxed))
    closedBlocks = min(closedBlocks + 1, Int(Int32.max))
    self.block = nil
  }

  /// ln of the evidence of harm.
  public var logHarm: Double {
    let running = block.map { logs($0, plan.harmful, plan.harm) } ?? plan.harmful.map { _ in 0 }
    return harm.value(running, logPrior: Self.logHarmPrior, start: mass.logStart(block: closedBlocks), step: 0).total
  }

  /// ln of the evidence of health.
  public var logHealth: Double { logHealth(health, plan.health) }
  /// The same by the relaxed limit.
  public var logRelaxed: Double { logHealth(relaxed, plan.relaxed) }

  private func logHealth(_ closed: [Double], _ limit: Double) -> Double {
    let running = block.map { logs($0, plan.healthy(limit), limit) } ?? closed.map { _ in 0 }
    return LogDomain.bounded(LogDomain.sum(sum(closed, running)) - LogDomain.log(Double(max(closed.count, 1))))
  }

  private func logs(_ block: Block, _ alternatives: [Double], _ null: Double) -> [Double] {
    alternatives.map {
      RateLikelihood.logRatio(block.count, alternative: $0, null: null, variance: block.variance)
    }
  }

  private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { LogDomain.bounded($0 + $1) } }
}
