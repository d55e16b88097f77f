import Glibc
import KubeCore
import Statistics

func log(_ x: Double) -> Double { Glibc.log(x) }
func exp(_ x: Double) -> Double { Glibc.exp(x) }

/// Exact draws of counts.
extension SplitMix64 {
  /// How many of `n` independent trials of chance `p` succeed.
  mutating func binomial(_ n: Int, _ p: Double) -> Int {
    guard n > 0, p > 0 else { return 0 }
    if p >= 1 { return n }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    return Double(n) * p < 12 ? binomialByInversion(n, p) : binomialByRejection(n, p)
  }

  /// A Poisson count of a mean.
  mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    return mean < 12 ? poissonByInversion(mean) : poissonByRejection(mean)
  }

  /// How many of `marked` marked balls are among `drawn` out of `total` without replacement.
  mutating func hypergeometric(marked: Int, total: Int, drawn: Int) -> Int {
    if marked > total - marked {
      return drawn - hypergeometric(marked: total - marked, total: total, drawn: drawn)
    }
    var (left, slots, hit) = (total, drawn, 0)
    for _ in 0..<marked where left > 0 {
      if uniform() * Double(left) < Double(slots) {
        hit += 1
        slots -= 1
      }
      left -= 1
    }
    return hit
  }

  /// Divides `n` over shares that sum to 1.
  mutating func multinomial(_ n: Int, _ shares: [Double]) -> [Int] {
    var (left, rest) = (n, 1.0)
    return shares.enumerated().map { index, share in
      if index == shares.count - 1 { return left }
      let part = rest > 0 ? binomial(left, min(max(share / rest, 0), 1)) : 0
      left -= part
      rest -= share
      return part
    }
  }

  private mutating func binomialByInversion(_ n: Int, _ p: Double) -> Int {
    let odds = p / (1 - p)
    let start = exp(Double(n) * Glibc.log1p(-p))
    while true {
      var (term, u, k) = (start, uniform(), 0)
      while u > term, k <= n {
        u -= term
        k += 1
        term *= odds * Double(n - k + 1) / Double(k)
      }
      if k <= n { return k }
    }
  }

  /// Hörmann's transformed rejection with squeeze (BTRS), 1993.
  private mutating func binomialByRejection(_ n: Int, _ p: Double) -> Int {
    let size = Double(n)
    let spread = (size * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let center = size * p + 0.5
    let accepted = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * spread
    let mode = ((size + 1) * p).rounded(.down)
    while true {
      let u = uniform() - 0.5
      var v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + center).rounded(.down)
      guard k >= 0, k <= size else { continue }
      if us >= 0.07, v <= accepted { return Int(k) }
      v = log(v * alpha / (a / (us * us) + b))
      if v <= Self.logBinomialRatio(k, mode, size, p) { return Int(k) }
    }
  }

  /// ln of P(k) / P(mode).
  private static func logBinomialRatio(_ k: Double, _ mode: Double, _ n: Double, _ p: Double) -> Double {
    SpecialFunctions.logGamma(mode + 1) + SpecialFunctions.logGamma(n - mode + 1)
      - SpecialFunctions.logGamma(k + 1) - SpecialFunctions.logGamma(n - k + 1) + (k - mode) * log(p / (1 - p))
  }

  private mutating func poissonByInversion(_ mean: Double) -> Int {
    var (term, u, k) = (exp(-mean), uniform(), 0)
    while u > term, k < 1000 {
      u -= term
      k += 1
      term *= mean / Double(k)
    }
    return k
  }

  /// Hörmann's transformed rejection with squeeze (PTRS), 1993.
  private mutating func poissonByRejection(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let accepted = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      guard k >= 0 else { continue }
      if us >= 0.07, v <= accepted { return Int(k) }
      if us < 0.013, v > us { continue }
      let left = log(v) + log(inverseAlpha) - log(a / (us * us) + b)
      if left <= -mean + k * log(mean) - SpecialFunctions.logGamma(k + 1) { return Int(k) }
    }
  }
}
