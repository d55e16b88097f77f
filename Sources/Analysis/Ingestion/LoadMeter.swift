import Statistics

/// The load of all pods together, and the most that one of them has been seen to carry.
public struct LoadMeter: Sendable {
  /// The latency that answers are to keep to.
  public struct Goal: Sendable, Equatable {
    /// In seconds.
    public var latency: Double
    /// The share of the answers that are to be as fast.
    public var percentile: Double

    /// Makes a goal.
    public init(latency: Double, percentile: Double) { (self.latency, self.percentile) = (latency, percentile) }
  }

  /// Shorter stretches say little of a rate.
  static let stretch = 10.0

  private let goal: Goal?
  private var began: Double?
  /// What each pod had counted when the stretch began, or when it was seen first in it.
  private var bases: [String: PodSamples] = [:]
  /// Requests a second of all pods in the last stretch; `nil` before one has ended.
  public private(set) var rate: Double?
  /// How many pods that were.
  public private(set) var pods = 0
  /// The most requests a second that one pod has carried within the goal; `nil` until one has.
  public private(set) var mostPerPod: Double?

  /// Starts without data; without a goal every stretch counts.
  public init(goal: Goal?) { self.goal = goal }

  /// Takes one round of scrapes.
  public mutating func observe(_ samples: [PodSamples]) {
    let samples = samples.filter(\.isPlausible)
    guard let now = samples.map(\.time).max() else { return }
    // A counter that fell is that of a new process.
    for sample in samples where bases[sample.pod].map({ sample.requests < $0.requests }) ?? true {
      bases[sample.pod] = sample
    }
    let start = began ?? now
    began = start
    guard now - start >= Self.stretch else { return }
    let grown = samples.compactMap { sample in bases[sample.pod].map { (from: $0, to: sample) } }
    rate = grown.reduce(0) { $0 + $1.to.requests - $1.from.requests } / (now - start)
    pods = grown.count
    for (from, to) in grown where to.time - from.time >= 0.8 * Self.stretch && keepsGoal(from: from, to: to) {
      mostPerPod = max(mostPerPod ?? 0, (to.requests - from.requests) / (to.time - from.time))
    }
    began = now
    bases = Dictionary(samples.map { ($0.pod, $0) }) { $1 }
  }

  private func keepsGoal(from base: PodSamples, to sample: PodSamples) -> Bool {
    guard let goal else { return true }
    guard let after = sample.latency.map(LatencyCounts.init), let before = base.latency.map(LatencyCounts.init),
      let quantile = after.minus(before)?.quantile(goal.percentile)
    else { return false }
    return quantile <= goal.latency
  }
}
