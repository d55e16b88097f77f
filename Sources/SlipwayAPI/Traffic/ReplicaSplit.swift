/// How many replicas stable and candidate have, so that a Service which spreads requests evenly gives the candidate a weight.
///
/// One side always has all the replicas that the whole traffic needs, so that no moment lacks capacity: up to 50% the
/// stable version is whole and the candidate is a fraction, beyond it the other way round.
public struct ReplicaSplit: Sendable, Hashable {
  public var stable: Int
  public var candidate: Int

  public init(stable: Int, candidate: Int) { (self.stable, self.candidate) = (stable, candidate) }

  /// The split for a weight.
  ///
  /// - Parameter replicas: how many replicas the whole traffic needs. With none, nothing runs.
  public init(replicas: Int, weight: BasisPoints) {
    let asked = min(weight.rawValue, BasisPoints.whole.rawValue)
    let rest = BasisPoints.whole.rawValue - asked
    switch asked {
    case _ where replicas <= 0: self.init(stable: 0, candidate: 0)
    case 0: self.init(stable: replicas, candidate: 0)
    case ...5_000: self.init(stable: replicas, candidate: Self.part(of: replicas, asked, to: rest))
    case ..<10_000: self.init(stable: Self.part(of: replicas, rest, to: asked), candidate: replicas)
    default: self.init(stable: 0, candidate: replicas)
    }
  }

  /// The share of the candidate when all replicas are ready.
  public var candidateShare: BasisPoints { BasisPoints(part: candidate, of: stable + candidate) }

  private static func part(of replicas: Int, _ numerator: Int, to denominator: Int) -> Int {
    let (product, overflow) = replicas.multipliedReportingOverflow(by: 2 * numerator)
    guard !overflow else { return replicas }
    return min(replicas, max(1, (product + denominator) / (2 * denominator)))
  }
}
