import Statistics

/// By what an A/B test finds its winner.
public enum TestMetric: Sendable, Hashable {
  /// The share of requests that failed; fewer are better.
  case errors
  /// The share of labelled predictions that were right.
  case accuracy
  /// The share of good outcomes: counters `[good, total]` of this name.
  case ratio(String)
  /// A mean: counters `[sum, count]` of this name.
  case mean(String, higherIsBetter: Bool)

  /// What an interval says of a share, as bad outcomes among all; `nil` for a mean.
  func bad(_ counters: Counters, of revision: String) -> EventCount? {
    switch self {
    case .errors: return counters.errorCount
    case .accuracy: return counters.wrongCount(of: revision)
    case .ratio(let name):
      guard let counts = counters.vectors[name], counts.count == 2 else { return EventCount.none }
      return EventCount(trials: counts[1], events: counts[1] - counts[0])
    case .mean: return nil
    }
  }

  /// The mean of an interval, turned so that more is better; `nil` for a share, and without values.
  func mean(_ counters: Counters) -> MeanDifference.Mean? {
    guard case .mean(let name, let higherIsBetter) = self, let sums = counters.vectors[name], sums.count == 2, sums[1] > 0
    else { return nil }
    return MeanDifference.Mean(count: sums[1], value: (higherIsBetter ? sums[0] : -sums[0]) / sums[1])
  }
}

extension TestMetric: RawRepresentable, Codable {
  /// Reads what ``rawValue`` gives.
  public init?(rawValue: String) {
    let parts = rawValue.split(separator: " ", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("errors", nil): self = .errors
    case ("accuracy", nil): self = .accuracy
    case ("ratio", let name?): self = .ratio(name)
    case ("highest", let name?): self = .mean(name, higherIsBetter: true)
    case ("lowest", let name?): self = .mean(name, higherIsBetter: false)
    default: return nil
    }
  }

  /// The metric as text, such as `ratio clicks` or `highest revenue`.
  public var rawValue: String {
    switch self {
    case .errors: "errors"
    case .accuracy: "accuracy"
    case .ratio(let name): "ratio \(name)"
    case .mean(let name, let higherIsBetter): "\(higherIsBetter ? "highest" : "lowest") \(name)"
    }
  }
}
