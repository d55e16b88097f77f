/// An asymptotic confidence sequence for a mean: its radius holds at every look at once.
///
/// Source: the statistics study, section 1.9 (Waudby-Smith and others).
public struct NormalMixture: Sendable, Equatable {
  /// The chance of ever being wrong.
  public let alpha: Double
  /// The number of observations at which the sequence is tightest.
  public let tunedFor: Double

  /// Makes a sequence; nil unless alpha is in 0..<1 and the number is positive.
  public init?(alpha: Double, tunedFor: Double) {
    guard alpha > 0, alpha < 1, tunedFor > 0, tunedFor < .infinity else { return nil }
    (self.alpha, self.tunedFor) = (alpha, tunedFor)
  }

  /// The tuning parameter that follows from ``tunedFor``.
  public var scale: Double {
    let level = -2 * naturalLog(alpha)
    return ((level + naturalLog(level + 1)) / tunedFor).squareRoot()
  }

  /// The radius on both sides of the mean of `n` observations with standard deviation `deviation`; infinite for none.
  public func twoSidedRadius(n: Double, deviation: Double) -> Double {
    radius(n, deviation) { naturalLog($0 / alpha) }
  }

  /// The radius on one side.
  public func oneSidedRadius(n: Double, deviation: Double) -> Double {
    radius(n, deviation) { naturalLogOfOnePlus($0 / (2 * alpha)) }
  }

  private func radius(_ n: Double, _ deviation: Double, _ log: (Double) -> Double) -> Double {
    guard n > 0, n < .infinity, deviation >= 0, deviation < .infinity else { return .infinity }
    let information = n * scale * scale
    return deviation * (2 * (information + 1) / (n * information) * log((information + 1).squareRoot())).squareRoot()
  }
}
