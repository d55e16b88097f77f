import Glibc
import Statistics

/// Lognormal latencies on the bounds that Prometheus clients use by default.
struct LatencyLaw: Sendable {
  static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  /// The bound that the service promises.
  static let objective = 0.25
  private static let median = 0.08
  private static let sigma = 0.6

  /// By how much everything takes longer.
  var scale = 1.0
  /// The share of requests that take a second more.
  var delayed = 0.0

  /// The share of requests that take longer than a bound, at a shift of the logarithm.
  func slower(than bound: Double, shift: Double = 0) -> Double {
    let tail = { (b: Double) in
      NormalDistribution.upperTail((log(max(b, 1e-12)) - log(Self.median * scale) - shift) / Self.sigma)
    }
    return (1 - delayed) * tail(bound) + delayed * (bound > 1 ? tail(max(bound - 1, 1e-9)) : 1)
  }

  /// The share of each bucket, the infinite one last.
  func shares(shift: Double = 0) -> [Double] {
    let tails = [1] + Self.bounds.map { slower(than: $0, shift: shift) } + [0]
    return zip(tails, tails.dropFirst()).map { max($0 - $1, 0) }
  }

  /// The p99 of so many requests that chance has no part in it.
  static let exactP99 = quantile(LatencyLaw().shares().map { ($0 * 1e9).rounded() })

  /// The p99 of counts by bucket.
  static func quantile(_ counts: [Double]) -> Double {
    var sum = 0.0
    let cumulative = counts.map { count in
      sum += count
      return sum
    }
    return CumulativeHistogram(bounds: bounds + [.infinity], counts: cumulative).quantile(0.99)
  }
}
