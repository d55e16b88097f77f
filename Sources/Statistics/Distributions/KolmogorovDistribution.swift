/// The limiting distribution of the Kolmogorov-Smirnov statistic.
public enum KolmogorovDistribution {
  /// The chance of a value above `z`: `2 sum (-1)^(j-1) exp(-2 j^2 z^2)`; 1 for z at or below 0.
  public static func upperTail(_ z: Double) -> Double {
    guard z > 0 else { return z.isNaN ? .nan : 1 }
    return z < 1 ? 1 - lowerSeries(z) : upperSeries(z)
  }

  /// The value above which a share `alpha` lies; NaN unless `alpha` is in 0..<1.
  public static func upperQuantile(_ alpha: Double) -> Double {
    guard alpha > 0, alpha < 1 else { return .nan }
    var (low, high) = (0.0, 40.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if upperTail(middle) > alpha { low = middle } else { high = middle }
    }
    return high
  }

  private static func upperSeries(_ z: Double) -> Double {
    var sum = 0.0
    for j in 1...20 {
      let term = exponential(-2 * Double(j * j) * z * z)
      sum += j % 2 == 1 ? term : -term
      if term < 1e-18 * abs(sum) { break }
    }
    return min(max(2 * sum, 0), 1)
  }

  /// The same law by the other theta series, which converges where the first does not.
  private static func lowerSeries(_ z: Double) -> Double {
    var sum = 0.0
    for j in 0..<8 {
      let odd = Double(2 * j + 1) * Double.pi / z
      sum += exponential(-odd * odd / 8)
    }
    return min((2 * Double.pi).squareRoot() / z * sum, 1)
  }
}
