import SlipwayAPI
import Testing

@Suite struct ReplicaSplitTests {
  /// Replicas, weight in basis points, stable and candidate.
  static let cases = [
    (0, 5_000, 0, 0), (1, 0, 1, 0), (1, 100, 1, 1), (1, 5_000, 1, 1), (1, 9_000, 1, 1), (1, 10_000, 0, 1),
    (2, 3_333, 2, 1), (2, 6_667, 1, 2), (3, 2_500, 3, 1), (3, 5_000, 3, 3), (3, 7_500, 1, 3), (4, 500, 4, 1),
    (4, 2_000, 4, 1), (4, 3_333, 4, 2), (10, 909, 10, 1), (10, 2_500, 10, 3), (10, 9_000, 1, 10), (100, 100, 100, 1),
  ]

  @Test(arguments: cases) func splits(_ replicas: Int, _ weight: Int, _ stable: Int, _ candidate: Int) {
    let split = ReplicaSplit(replicas: replicas, weight: BasisPoints(rawValue: weight))
    #expect(split == ReplicaSplit(stable: stable, candidate: candidate))
  }

  @Test func oneSideIsAlwaysWhole() {
    for replicas in 1...40 {
      for weight in stride(from: 0, through: 10_000, by: 7) {
        let split = ReplicaSplit(replicas: replicas, weight: BasisPoints(rawValue: weight))
        #expect(max(split.stable, split.candidate) == replicas)
        #expect(weight == 0 || split.candidate > 0)
        #expect(weight == 10_000 || split.stable > 0)
      }
    }
  }

  @Test func hugeNumbersDoNotTrap() {
    #expect(ReplicaSplit(replicas: .max, weight: BasisPoints(percent: 25)).candidate == .max)
    #expect(ReplicaSplit(replicas: -1, weight: BasisPoints(percent: 25)) == ReplicaSplit(stable: 0, candidate: 0))
  }

  @Test(arguments: [
    (0, [5_000]), (1, [5_000]), (2, [3_333]), (3, [2_500, 4_000]), (4, [2_000, 3_333]), (10, [909, 2_308, 3_333]),
    (100, [99, 291, 826, 2_126, 3_333]),
  ])
  func choosesSteps(replicas: Int, weights: [Int]) {
    #expect(AutomaticSteps.weights(replicas: replicas).map(\.rawValue) == weights)
  }

  @Test func chosenStepsCanBeGivenExactly() {
    for replicas in 1...200 {
      let weights = AutomaticSteps.weights(replicas: replicas)
      #expect(weights == weights.sorted() && Set(weights).count == weights.count && weights.count <= 32)
      for weight in weights {
        #expect(ReplicaSplit(replicas: replicas, weight: weight).candidateShare == weight)
      }
    }
  }
}
