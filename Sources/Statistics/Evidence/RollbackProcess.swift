/// The e-process for rolling back on a count of bad requests: errors, slow answers, fallbacks.
///
/// Null: the candidate is tolerated, that is `p_c <= tolerance * p_s` or `p_c <= floor`. It takes evidence against
/// both to roll back. The evidence may be looked at after every scrape: under the null the chance that it ever reaches
/// 1/alpha is at most alpha. Within a block the running totals are used, so that nothing is delayed.
///
/// Source: the statistics study, section 1.2.
public struct RollbackProcess: Sendable, Codable, Equatable {
  /// What is tolerated.
  public struct Tolerance: Sendable, Codable, Equatable {
    /// The tolerated multiple of the stable rate; 1.10 means that 10 % more is no reason to roll back.
    public var ratio: Double
    /// The rate that is ignored whatever stable does.
    public var floor: Double

    /// Makes a tolerance; a floor of zero becomes a very small rate.
    public init(ratio: Double, floor: Double) {
      self.ratio = ratio > 0 && ratio < .infinity ? ratio : 1
      self.floor = floor.isNaN ? 1e-9 : min(max(floor, 1e-9), 0.9)
    }
  }

  /// The alternatives of the ratio, as multiples of the tolerated one.
  public static let ratioAlternatives = [1.2, 1.5, 2, 3, 5, 10, 30, 150]
  /// The prior of ``ratioAlternatives``.
  public static let ratioPrior = [0.06, 0.12, 0.18, 0.18, 0.16, 0.13, 0.10, 0.07]
  /// The alternatives of the candidate's rate, as multiples of the floor, with equal priors.
  public static let floorAlternatives = [1.5, 3, 8, 25, 100, 500]

  private static let logRatioPrior = ratioPrior.map(LogDomain.log)
  private static let logFloorPrior = floorAlternatives.map { _ in -LogDomain.log(Double(floorAlternatives.count)) }

  private let tolerance: Tolerance
  private let mass: StartingMass
  private var ratio: EvidenceMixture
  private var floor: EvidenceMixture
  private var closedBlocks = 0

  /// Starts without evidence.
  public init(tolerance: Tolerance, steps: Int, mass: StartingMass) {
    self.tolerance = tolerance
    self.mass = mass
    ratio = EvidenceMixture(alternatives: Self.ratioAlternatives.count, steps: steps, levelMass: mass.levels)
    floor = EvidenceMixture(alternatives: Self.floorAlternatives.count, steps: steps, levelMass: mass.levels)
  }

  /// The evidence with the running totals of a block at a step.
  public func evidence(block: CountPair, noise: BlockNoise, step: Int) -> RollbackEvidence {
    let start = mass.logStart(block: closedBlocks)
    let byRatio = ratio.value(ratioLogs(block, noise), logPrior: Self.logRatioPrior, start: start, step: step)
    let byFloor = floor.value(floorLogs(block, noise), logPrior: Self.logFloorPrior, start: start, step: step)
    return RollbackEvidence(
      ratio: byRatio.total, floor: byFloor.total, total: min(byRatio.total, byFloor.total),
      pooled: min(byRatio.pooled, byFloor.pooled))
  }

  /// Ends a block with its totals.
  public mutating func closeBlock(_ block: CountPair, noise: BlockNoise, step: Int) {
    let start = mass.logStart(block: closedBlocks)
    ratio.close(ratioLogs(block, noise), start: start, step: step)
    floor.close(floorLogs(block, noise), start: start, step: step)
    closedBlocks = min(closedBlocks + 1, Int(Int32.max))
  }

  private func ratioLogs(_ block: CountPair, _ noise: BlockNoise) -> [Double] {
    let split = SplitLikelihood(counts: block, nullRatio: tolerance.ratio, variance: noise.split)
    return Self.ratioAlternatives.map { split.logRatio(alternative: $0 * tolerance.ratio) }
  }

  private func floorLogs(_ block: CountPair, _ noise: BlockNoise) -> [Double] {
    Self.floorAlternatives.map { multiple in
      RateLikelihood.logRatio(
        block.candidate, alternative: min(multiple * tolerance.floor, 0.9), null: tolerance.floor,
        variance: noise.candidate)
    }
  }
}
