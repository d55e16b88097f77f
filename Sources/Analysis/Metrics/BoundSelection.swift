import Statistics

/// Chooses the histogram bounds to compare at, from stable's history and before the candidate is looked at.
///
/// Bounds are wanted where the *tolerated* candidate would have a middling share of slow requests: near 50, 10, 5, 1
/// and 0.1 %. For a tolerance near 1 these are stable's own p50, p90, p95, p99 and p99.9; for a wide one they lie further
/// out, where a share can still exceed the tolerated one. The last finds a few answers that take far longer than all
/// others, which the shares near the middle do not show.
///
/// Source: the statistics study, section 1.8.
struct BoundSelection: Sendable {
  /// A bound with what stable's own distribution says about it.
  struct Choice: Sendable, Equatable {
    var index: Int
    var seconds: Double
    /// Stable's requests that were slower.
    var slow: EventCount
  }

  private static let targets = [0.5, 0.1, 0.05, 0.01, 0.001]
  /// Outside of these shares a bound says little.
  private static let usable = 0.0005..<0.75

  private let history: LatencyCounts
  private let logBounds: [Double]
  private let logShares: [Double]

  init(history: LatencyCounts) {
    self.history = history
    logBounds = history.bounds.map(LogDomain.log)
    logShares = history.cumulative.map { LogDomain.log((history.count - $0 + 0.5) / (history.count + 1)) }
  }

  /// The bounds to compare at for a tolerated factor in time; the lowest bound that most requests meet if none is
  /// usable.
  func choices(tolerance: Double) -> [Choice] {
    let tolerated = logShares.indices.map { min(logShares[$0] + LogDomain.log(ratio(tolerance, at: $0)), 0) }
    let usable = tolerated.indices.filter { index in
      Self.usable.contains(LogDomain.exp(tolerated[index])) && isWithinReach(index)
    }
    var picked: Set<Int> = []
    for target in Self.targets.map(LogDomain.log) {
      if let nearest = usable.min(by: { abs(tolerated[$0] - target) < abs(tolerated[$1] - target) }) {
        picked.insert(nearest)
      }
    }
    if picked.isEmpty, let lowest = logShares.firstIndex(where: { LogDomain.exp($0) < Self.usable.upperBound }) {
      picked = [lowest]
    }
    return picked.sorted().map(choice)
  }

  /// The largest bound that does not exceed an absolute limit.
  func limit(_ seconds: Double) -> Choice? {
    history.bounds.lastIndex { $0 <= seconds }.map(choice)
  }

  /// By which factor the share of requests slower than a bound grows when everything takes `factor` times as long.
  ///
  /// Within the distance of the neighbouring bound that is `factor ^ slope`, with the mean of the slopes of
  /// `ln share / ln bound` to both neighbours. A larger factor is read off the distribution itself.
  func ratio(_ factor: Double, at index: Int) -> Double {
    guard factor > 1, logShares.indices.contains(index) else { return 1 }
    let target = logBounds[index] - LogDomain.log(factor)
    if index > 0, target < logBounds[index - 1], logBounds[index - 1] > LogDomain.zero {
      return LogDomain.exp(max(logShare(at: target) - logShares[index], 0))
    }
    let slopes = [slope(index - 1, index), slope(index, index + 1)].compactMap(\.self)
    let mean = slopes.isEmpty ? 1 : slopes.reduce(0, +) / Double(slopes.count)
    return LogDomain.exp(min(max(mean, 0.1), 10) * LogDomain.log(factor))
  }

  /// Whether the history says anything about a bound: beyond the first one that nothing exceeded all look alike.
  private func isWithinReach(_ index: Int) -> Bool {
    index == 0 || history.cumulative[index - 1] < history.count
  }

  private func choice(_ index: Int) -> Choice {
    let seconds = history.bounds[index]
    return Choice(index: index, seconds: seconds, slow: history.slower(than: seconds) ?? .none)
  }

  /// How steeply the share falls between two bounds, nil without both.
  private func slope(_ low: Int, _ high: Int) -> Double? {
    guard logBounds.indices.contains(low), logBounds.indices.contains(high), logBounds[low] > LogDomain.zero,
      logBounds[high] > logBounds[low]
    else { return nil }
    return (logShares[low] - logShares[high]) / (logBounds[high] - logBounds[low])
  }

  /// The share of requests slower than a latency, linear between the bounds in logarithms; all below the first one.
  private func logShare(at logSeconds: Double) -> Double {
    guard let above = logBounds.firstIndex(where: { $0 >= logSeconds }), above > 0 else { return 0 }
    guard let fall = slope(above - 1, above) else { return 0 }
    return logShares[above] + fall * (logBounds[above] - logSeconds)
  }
}
