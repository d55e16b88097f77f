/// How strongly the data speak against "the candidate is within tolerance", as natural logarithms of e-values.
public struct RollbackEvidence: Sendable, Codable, Equatable {
  /// Against "not worse than the tolerated multiple of stable".
  public var ratio: Double
  /// Against "below the rate that is ignored".
  public var floor: Double
  /// Against both, the lesser of the two. Roll back when it reaches ln(1/alpha).
  public var total: Double
  /// The same from the processes that see all the data. Advance only while it is at most 0.
  public var pooled: Double

  /// No evidence either way.
  public static let none = RollbackEvidence(ratio: 0, floor: 0, total: 0, pooled: 0)

  /// Makes evidence of given logarithms.
  public init(ratio: Double, floor: Double, total: Double, pooled: Double) {
    self.ratio = ratio
    self.floor = floor
    self.total = total
    self.pooled = pooled
  }
}
