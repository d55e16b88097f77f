import Testing

@testable import Statistics

@Suite struct NoiseEstimatorTests {
  @Test func momentsMatchTheReference() throws {
    for vector in try ReferenceVector.group("noise_moment") {
      var moments = NoiseEstimator.Moments()
      for (trials, events) in zip(vector.in["n"].list, vector.in["x"].list) {
        moments.add(zip(trials.numbers, events.numbers).map { EventCount(trials: $0, events: $1) })
      }
      #expect(agree(moments.variance ?? .nan, vector.out["sigma2"].number))
      #expect(agree(moments.uncertainty, vector.out["v"].number))
      #expect(agree(moments.shrunk(priorMean: 0.02), vector.out["shrunk"].number))
      #expect(agree(BlockNoise.clamp(moments.shrunk(priorMean: 0.02)), vector.out["clamped"].number))
    }
  }

  @Test func withoutComparisonThePriorStands() {
    var estimator = NoiseEstimator()
    for block in 0..<20 {
      estimator.observe(pod: "only", EventCount(trials: 1000, events: block.isMultiple(of: 2) ? 10 : 200))
      estimator.closeBlock()
    }
    #expect(estimator.podVariance == 0.02)
  }

  @Test func consecutiveBlocksOfOnePodCanStandForPods() {
    var estimator = NoiseEstimator(singlePod: .consecutiveBlocks)
    for block in 0..<20 {
      estimator.observe(pod: "only", EventCount(trials: 1000, events: block.isMultiple(of: 2) ? 20 : 60))
      estimator.closeBlock()
    }
    #expect(estimator.podVariance > 0.2)
  }

  @Test func quietPodsLowerThePrior() {
    var estimator = NoiseEstimator()
    for _ in 0..<60 {
      for pod in ["a", "b", "c"] { estimator.observe(pod: pod, EventCount(trials: 20_000, events: 1000)) }
      estimator.closeBlock()
    }
    #expect(estimator.podVariance == 0.0025)
  }
}
