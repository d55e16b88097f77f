/// Evidence against "the mean is at most `bound`" for observations between 0 and 1, with no assumption on their law.
///
/// A gambler stakes a share of the capital on each next observation being above the bound; the stake follows from the
/// observations before it.
///
/// Source: the statistics study, section 1.9 (Waudby-Smith and Ramdas).
public struct BettingProcess: Sendable, Codable, Equatable {
  /// The mean under test.
  public let bound: Double
  private let logThreshold: Double
  private var count = 0.0
  private var sum = 0.0
  private var scatter = 0.0

  /// ln of the capital. The mean is refuted when it reaches ln(1/alpha).
  public private(set) var logEvidence = 0.0

  /// Starts with a capital of 1, tuned to decide at `alpha`; nil unless both lie between 0 and 1.
  public init?(bound: Double, alpha: Double) {
    guard bound > 0, bound < 1, alpha > 0, alpha < 1 else { return nil }
    self.bound = bound
    logThreshold = -naturalLog(alpha)
  }

  /// Takes an observation; one outside of 0...1 is pulled into it, NaN is ignored.
  public mutating func observe(_ x: Double) {
    guard !x.isNaN else { return }
    let x = min(max(x, 0), 1)
    let index = count + 1
    let variance = (0.25 + scatter) / index
    let stake = min((2 * logThreshold / (variance * index * naturalLogOfOnePlus(index))).squareRoot(), 0.5 / bound)
    logEvidence = LogDomain.bounded(logEvidence + naturalLogOfOnePlus(stake * (x - bound)))
    sum += x
    count = index
    let mean = (0.5 + sum) / (count + 1)
    scatter += (x - mean) * (x - mean)
  }
}
