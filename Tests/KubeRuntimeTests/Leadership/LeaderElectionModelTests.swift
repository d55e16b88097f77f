import Testing

@testable import KubeRuntime

@Suite("Leader election, explored from seeds")
struct LeaderElectionModelTests {
  /// The lease's 15 s and one retry period of 2 s, and a little for the network.
  private static let hardLimit = 17.4
  private static let cleanLimit = 2.2

  @Test("never has two leaders, whatever the network, the clocks and the processes do")
  func oneLeader() {
    var terms = 0
    for seed in UInt64(1)...5000 {
      var settings = LeaseWorld.Settings()
      settings.loss = Double(seed % 5) * 0.08
      settings.halts = Double(seed % 3) * 0.05
      settings.delay = seed.isMultiple(of: 7) ? 0.01...4 : 0.001...0.05
      settings.rates = seed.isMultiple(of: 2) ? 0.9...1.1 : 1...1
      var world = LeaseWorld(seed: seed, settings)
      world.run(until: 120)
      let ordered = world.terms.sorted { $0.from < $1.from }
      for (earlier, later) in zip(ordered, ordered.dropFirst()) where earlier.replica != later.replica {
        #expect(earlier.until <= later.from, "seed \(seed)")
      }
      terms += ordered.count
    }
    #expect(terms > 5_000)
  }

  @Test("follows a leader that died within 17.4 seconds")
  func hardFailover() {
    var longest = 0.0
    for seed in UInt64(1)...500 {
      var world = LeaseWorld(seed: seed, LeaseWorld.Settings())
      world.run(until: 30 + Double(seed % 20) * 0.1)
      guard let leader = world.leaders.first else {
        Issue.record("seed \(seed): nobody leads after half a minute")
        continue
      }
      let death = world.now
      world.kill(leader)
      world.run(until: death + 60) { !$0.leaders.isEmpty }
      longest = max(longest, world.now - death)
    }
    #expect(longest <= Self.hardLimit)
  }

  @Test("follows a leader that stopped in good order within 2 seconds")
  func cleanFailover() {
    var longest = 0.0
    for seed in UInt64(1)...500 {
      var world = LeaseWorld(seed: seed, LeaseWorld.Settings())
      world.run(until: 30 + Double(seed % 20) * 0.1)
      guard let leader = world.leaders.first else {
        Issue.record("seed \(seed): nobody leads after half a minute")
        continue
      }
      world.stop(leader)
      let end = world.now
      world.run(until: end + 60) { !$0.leaders.isEmpty }
      longest = max(longest, world.now - end)
    }
    #expect(longest > 0 && longest <= Self.cleanLimit)
  }

  @Test("costs each replica no more than a call in 1.6 seconds")
  func calls() {
    var world = LeaseWorld(seed: 1, LeaseWorld.Settings())
    world.run(until: 600)
    #expect(world.calls <= 3 * 600 * 10 / 16 + 10)
  }
}
