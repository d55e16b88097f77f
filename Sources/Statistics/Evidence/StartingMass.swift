/// How the capital of an ``EvidenceMixture`` is released over the blocks of a rollout.
///
/// Source: the statistics study, section 1.2.
public struct StartingMass: Sendable, Codable, Equatable {
  /// The share that bets from the first block on.
  public var first: Double
  /// The share that starts with each later block.
  public var perBlock: Double
  /// The share of the processes that bet from a later step on, all together.
  public var levels: Double
  /// How many later blocks may start a share, so that the sum stays within 1.
  public var blocks: Int

  /// Makes a division as it is; ``standard(steps:blocks:)`` is the usual one.
  public init(first: Double, perBlock: Double, levels: Double, blocks: Int) {
    self.first = first
    self.perBlock = perBlock
    self.levels = levels
    self.blocks = max(blocks, 0)
  }

  /// 70 % at once, 10 % spread over the blocks of the longest rollout, 20 % over the steps after the first.
  ///
  /// A rollout with one step has no such processes: their share starts at once.
  public static func standard(steps: Int, blocks: Int) -> StartingMass {
    let blocks = max(blocks, 1)
    let levels = steps > 1 ? 0.20 : 0
    return StartingMass(first: 0.90 - levels, perBlock: 0.10 / Double(blocks), levels: levels, blocks: blocks)
  }

  /// How many blocks of a length a duration has: one at least.
  public static func blocks(in duration: Double, of length: Double) -> Int {
    let count = (duration / length).rounded(.up)
    return count.isNaN ? 1 : Int(min(max(count, 1), 1e6))
  }

  /// ln of the share that starts with the block of an index.
  func logStart(block: Int) -> Double {
    if block <= 0 { return LogDomain.log(first) }
    return block <= blocks ? LogDomain.log(perBlock) : LogDomain.zero
  }
}
