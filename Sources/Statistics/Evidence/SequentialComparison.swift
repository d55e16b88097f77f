/// The whole sequential comparison of one count of bad requests: guard, blocks, evidence for going back and for going
/// on.
///
/// Feed it one increment per scrape. Its state is a fixed number of sums.
///
/// Source: the statistics study, sections 1.2, 1.3 and 1.5.
public struct SequentialComparison: Sendable, Codable, Equatable {
  /// What is compared, and how strictly.
  public struct Plan: Sendable, Codable, Equatable {
    /// What is tolerated.
    public var tolerance: RollbackProcess.Tolerance
    /// What is unacceptable after the last step.
    public var margin: AdvanceMargin
    /// What is unacceptable when time is up.
    public var relaxed: AdvanceMargin
    /// The candidate's weight at each step, from 0 to 1.
    public var weights: [Double]
    /// The length of a block, in the unit of the times given.
    public var blockLength: Double
    /// The longest duration of a rollout, in the same unit.
    public var maximumDuration: Double

    /// Makes a plan; it needs at least one step.
    public init(
      tolerance: RollbackProcess.Tolerance, margin: AdvanceMargin, relaxed: AdvanceMargin, weights: [Double],
      blockLength: Double, maximumDuration: Double
    ) {
      self.tolerance = tolerance
      self.margin = margin
      self.relaxed = relaxed
      self.weights = weights.isEmpty ? [1] : weights
      self.blockLength = blockLength
      self.maximumDuration = maximumDuration
    }

    /// The weight that each step leads to; the last leads to all of the traffic.
    public var nextWeights: [Double] { weights.dropFirst() + [1] }

    /// How many blocks the longest rollout has.
    var blocks: Int { StartingMass.blocks(in: maximumDuration, of: blockLength) }
  }

  private struct Block: Sendable, Codable, Equatable {
    var counts = CountPair.none
    var noise: BlockNoise
    var openedAt: Double
    var step: Int
    var weight: Double
  }

  private let plan: Plan
  private var guardian: IncidentGuard
  private var rollback: RollbackProcess
  private var advance: AdvanceProcess
  private var block: Block?

  /// All confirmed counts since the start.
  public private(set) var total = CountPair.none

  /// Starts the comparison; `history` is what stable counted before, the only thing that may steer the bets.
  public init(plan: Plan, history: EventCount) {
    self.plan = plan
    guardian = IncidentGuard(stableRate: history.trials >= 50 ? history.rate : nil)
    rollback = RollbackProcess(
      tolerance: plan.tolerance, steps: plan.weights.count,
      mass: .standard(steps: plan.weights.count, blocks: plan.blocks))
    advance = AdvanceProcess(
      margin: plan.margin, relaxed: plan.relaxed, nextWeights: plan.nextWeights,
      ratioShare: AdvanceProcess.ratioShare(history: history, margin: plan.margin))
  }

  /// Takes the increment of one scrape, counted from `start` on at a step and weight.
  ///
  /// A block keeps the noise it was opened with: bets may depend on the past only.
  public mutating func observe(
    _ increment: CountPair, from start: Double, step: Int, weight: Double, noise: BlockNoise
  ) {
    let admission = guardian.admit(increment)
    guard let open = block else {
      openBlock(at: start, step, weight, noise)
      return add(admission.released + admission.admitted)
    }
    if open.step != step || open.weight != weight {
      // What waited was counted at the old weight and belongs to the old block.
      add(admission.released)
      close()
      openBlock(at: start, step, weight, noise)
      return add(admission.admitted)
    }
    // A full block stays open until the next scrape, because a change of weight may still add what waits to it.
    if start - open.openedAt >= plan.blockLength {
      close()
      openBlock(at: start, step, weight, noise)
    }
    add(admission.released + admission.admitted)
  }

  /// The evidence for going back.
  public func rollbackEvidence(step: Int) -> RollbackEvidence {
    rollback.evidence(block: running.counts, noise: running.noise, step: running.step ?? step)
  }

  /// ln E for leaving a step.
  public func advanceLogEvidence(step: Int) -> Double {
    advance.logEvidence(block: advanceBlock(step), noise: running.noise, step: step)
  }

  /// ln E against the relaxed margin.
  public var relaxedLogEvidence: Double {
    advance.relaxedLogEvidence(block: running.counts, noise: running.noise)
  }

  /// The margin for leaving a step.
  public func margin(step: Int) -> AdvanceMargin? { advance.margin(step: step) }

  private var running: (counts: CountPair, noise: BlockNoise, step: Int?) {
    guard let block else { return (.none, BlockNoise(split: 0.0025, candidate: 0.0025), nil) }
    return (block.counts, block.noise, block.step)
  }

  /// The last gate counts only what the last step saw.
  private func advanceBlock(_ step: Int) -> CountPair {
    guard let block, step == plan.weights.count - 1, block.step != step else { return running.counts }
    return .none
  }

  private mutating func add(_ counts: CountPair) {
    block?.counts += counts
    total += counts
  }

  private mutating func openBlock(at time: Double, _ step: Int, _ weight: Double, _ noise: BlockNoise) {
    block = Block(noise: noise, openedAt: time, step: step, weight: weight)
  }

  private mutating func close() {
    guard let closed = block else { return }
    rollback.closeBlock(closed.counts, noise: closed.noise, step: closed.step)
    advance.closeBlock(closed.counts, noise: closed.noise, step: closed.step)
    block = nil
  }
}
