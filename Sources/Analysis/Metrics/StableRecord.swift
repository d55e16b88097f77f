import Statistics

/// What stable has counted while it had traffic, and over how long.
struct StableRecord: Sendable, Codable, Equatable {
  private(set) var count = EventCount.none
  private(set) var seconds = 0.0

  mutating func add(_ more: EventCount, seconds: Double) {
    guard more.trials > 0 else { return }
    count += more
    self.seconds += seconds.isFinite ? max(seconds, 0) : 0
  }

  /// The bounds of its rate.
  ///
  /// Pods differ by more than chance, in each block anew: so many more events would scatter as much by chance alone.
  ///
  /// - Parameters:
  ///   - variance: the relative variance of stable's rate in one block.
  ///   - blockSeconds: how long a block is.
  func bounds(variance: Double, blockSeconds: Double, upper: Double, lower: Double) -> (lower: Double, upper: Double) {
    let blocks = max(1, seconds / max(blockSeconds, 1))
    let effect = 1 + count.events * max(variance, 0) / blocks
    let effective = EventCount(trials: count.trials / effect, events: count.events / effect)
    return (ExactBounds.lower(effective, alpha: lower), ExactBounds.upper(effective, alpha: upper))
  }
}
