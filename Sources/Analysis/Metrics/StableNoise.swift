import Statistics

/// The noise of stable's pods, learned block by block.
struct StableNoise: Sendable, Codable, Equatable {
  private var estimator: NoiseEstimator
  private let blockSeconds: Double
  private var openedAt: Double?

  init(priorMean: Double, singlePod: NoiseEstimator.SinglePod, blockSeconds: Double) {
    estimator = NoiseEstimator(priorMean: priorMean, singlePod: singlePod)
    self.blockSeconds = blockSeconds
  }

  /// The noise that a block has which begins now: it follows from past blocks only.
  func noise(candidatePods: Int, stablePods: Int) -> BlockNoise {
    BlockNoise(podVariance: estimator.podVariance, candidatePods: candidatePods, stablePods: stablePods)
  }

  /// Takes what stable's pods counted from `start` on.
  mutating func observe(_ counts: [(pod: String, count: EventCount)], from start: Double) {
    if let openedAt, start - openedAt >= blockSeconds {
      estimator.closeBlock()
      self.openedAt = start
    } else if openedAt == nil {
      openedAt = start
    }
    for (pod, count) in counts { estimator.observe(pod: pod, count) }
  }
}
