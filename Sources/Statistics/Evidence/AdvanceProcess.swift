/// The e-processes for going on: one for each step, each against "worse than the margin of the next weight".
///
/// Either half of the null may be refuted, the ratio or the absolute rate, so the evidence is their weighted average.
/// All gates run from the start but the last, which counts only data of the last step. One more gate holds the relaxed
/// margin that is accepted when time is up.
///
/// Source: the statistics study, section 1.3.
public struct AdvanceProcess: Sendable, Codable, Equatable {
  /// Bets on the ratio: the candidate equals stable, or is better.
  private static let ratioAlternatives = [1.0, 0.7]
  private static let logRatioPrior = [0.8, 0.2].map(LogDomain.log)
  /// Bets on the candidate's rate, as multiples of the margin's.
  private static let rateAlternatives = [0.5, 0.2, 0.04]
  private static let logRatePrior = rateAlternatives.map { _ in -LogDomain.log(Double(rateAlternatives.count)) }

  private struct Gate: Sendable, Codable, Equatable {
    var margin: AdvanceMargin
    var ratioLogs = Array(repeating: 0.0, count: ratioAlternatives.count)
    var rateLogs = Array(repeating: 0.0, count: rateAlternatives.count)
  }

  private var gates: [Gate]
  private let ratioShare: Double

  /// Starts without evidence.
  ///
  /// `nextWeights` holds the weight that each step leads to, the last of them 1. `ratioShare` is the share of the bet
  /// on the ratio and must follow from data before the rollout: ``ratioShare(history:margin:)``.
  public init(margin: AdvanceMargin, relaxed: AdvanceMargin, nextWeights: [Double], ratioShare: Double) {
    gates = nextWeights.map { Gate(margin: margin.entering(weight: $0)) } + [Gate(margin: relaxed)]
    self.ratioShare = ratioShare.isNaN ? 0.5 : min(max(ratioShare, 0), 1)
  }

  /// 0.9 if the rate of stable's history makes the ratio the wider half of the margin, else 0.1; 0.5 with little
  /// history.
  public static func ratioShare(history: EventCount, margin: AdvanceMargin) -> Double {
    guard let rate = history.rate, history.trials >= 50 else { return 0.5 }
    return rate * margin.ratio > margin.rate ? 0.9 : 0.1
  }

  /// The margin of the gate that leads out of a step.
  public func margin(step: Int) -> AdvanceMargin? {
    steps.contains(step) ? gates[step].margin : nil
  }

  /// ln E for leaving a step, with the running totals of a block. Go on when it reaches ln(1/beta).
  public func logEvidence(block: CountPair, noise: BlockNoise, step: Int) -> Double {
    guard steps.contains(step) else { return 0 }
    return logEvidence(gates[step], block, noise)
  }

  /// ln E against the relaxed margin.
  public func relaxedLogEvidence(block: CountPair, noise: BlockNoise) -> Double {
    gates.last.map { logEvidence($0, block, noise) } ?? 0
  }

  /// Ends a block with its totals.
  public mutating func closeBlock(_ block: CountPair, noise: BlockNoise, step: Int) {
    let final = steps.upperBound - 1
    for index in gates.indices where index != final || step == final {
      let (ratio, rate) = logs(gates[index].margin, block, noise)
      gates[index].ratioLogs = zip(gates[index].ratioLogs, ratio).map { LogDomain.bounded($0 + $1) }
      gates[index].rateLogs = zip(gates[index].rateLogs, rate).map { LogDomain.bounded($0 + $1) }
    }
  }

  private var steps: Range<Int> { 0..<max(gates.count - 1, 0) }

  private func logEvidence(_ gate: Gate, _ block: CountPair, _ noise: BlockNoise) -> Double {
    let (ratio, rate) = logs(gate.margin, block, noise)
    let byRatio = LogDomain.sum(zip(zip(gate.ratioLogs, ratio), Self.logRatioPrior).map { $0.0 + $0.1 + $1 })
    let byRate = LogDomain.sum(zip(zip(gate.rateLogs, rate), Self.logRatePrior).map { $0.0 + $0.1 + $1 })
    return LogDomain.bounded(
      LogDomain.add(byRatio + LogDomain.log(ratioShare), byRate + LogDomain.log(1 - ratioShare)))
  }

  private func logs(_ margin: AdvanceMargin, _ block: CountPair, _ noise: BlockNoise) -> ([Double], [Double]) {
    let split = SplitLikelihood(counts: block, nullRatio: margin.ratio, variance: noise.split)
    let rate = Self.rateAlternatives.map { multiple in
      RateLikelihood.logRatio(
        block.candidate, alternative: margin.rate * multiple, null: margin.rate, variance: noise.candidate)
    }
    return (Self.ratioAlternatives.map { split.logRatio(alternative: $0) }, rate)
  }
}
