#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A seeded generator, so that every simulated run can be repeated.
struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The seed is scrambled first: plain neighbours would give the same sequence, shifted.
  init(seed: UInt64) {
    state = seed
    let (high, low) = (next(), next())
    state = high ^ (low << 1)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in the open unit interval.
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  mutating func exponential(mean: Double) -> Double { -log(uniform()) * mean }

  mutating func normal() -> Double { sqrt(-2 * log(uniform())) * cos(2 * .pi * uniform()) }

  /// The number of events of a Poisson process.
  mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    if mean > 500 { return max(Int((mean + sqrt(mean) * normal()).rounded()), 0) }
    var (count, sum) = (0, exponential(mean: 1))
    while sum < mean {
      count += 1
      sum += exponential(mean: 1)
    }
    return count
  }

  /// The number of successes, by the gaps between them.
  mutating func binomial(_ n: Int, _ p: Double) -> Int {
    guard n > 0, p > 0 else { return 0 }
    if p >= 1 { return n }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    let scale = 1 / log1p(-p)
    var (count, position) = (0, 0.0)
    while true {
      position += (log(uniform()) * scale).rounded(.down) + 1
      if position > Double(n) { return count }
      count += 1
    }
  }
}
