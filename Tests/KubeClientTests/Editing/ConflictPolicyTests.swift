import Testing

@testable import KubeClient

@Suite struct ConflictPolicyTests {
  @Test("the window shrinks with each loss, down to a floor, and ends")
  func windows() {
    let policy = ConflictPolicy(tries: 7, firstWindow: .milliseconds(80), smallestWindow: .milliseconds(10))
    let delays = (1...8).map { policy.delay(afterLosses: $0, fraction: 0.5) }
    #expect(
      delays == [
        .milliseconds(40), .milliseconds(20), .milliseconds(10), .milliseconds(5), .milliseconds(5), .milliseconds(5),
        nil, nil,
      ])
  }

  /// One writer of the model: reads, and writes a moment later if nobody has written in between.
  private struct Writer {
    var nextAction: Double
    var readVersion: Int?
    var losses = 0
    var isDone = false
    var hasFailed = false
  }

  /// Plays writers who all want to write once, in continuous time, and tells how they fared.
  private func play(_ count: Int, _ policy: ConflictPolicy, _ lots: inout SeededLots) -> [Writer] {
    var writers = (0..<count).map { _ in Writer(nextAction: Double.random(in: 0..<0.001, using: &lots)) }
    var version = 0
    while let turn = writers.indices.filter({ !writers[$0].isDone && !writers[$0].hasFailed })
      .min(by: { writers[$0].nextAction < writers[$1].nextAction })
    {
      let now = writers[turn].nextAction
      if let read = writers[turn].readVersion {
        writers[turn].readVersion = nil
        if read == version {
          version += 1
          writers[turn].isDone = true
          continue
        }
        writers[turn].losses += 1
        let fraction = Double.random(in: 0..<1, using: &lots)
        if let delay = policy.delay(afterLosses: writers[turn].losses, fraction: fraction) {
          writers[turn].nextAction = now + delay / .seconds(1)
        } else {
          writers[turn].hasFailed = true
        }
      } else {
        writers[turn].readVersion = version
        writers[turn].nextAction = now + Double.random(in: 0.001..<0.004, using: &lots)
      }
    }
    return writers
  }

  @Test("writers who begin together all get their turn", arguments: [2, 4, 8, 16])
  func fairness(count: Int) {
    var failures = 0
    for seed in 0..<200 {
      var lots = SeededLots(seed: UInt64(seed))
      failures += play(count, ConflictPolicy(), &lots).count { $0.hasFailed }
    }
    #expect(failures == 0, "seeds 0 to 199")
  }
}
