import KubeCore
import Testing

@testable import KubeRuntime

@Suite("Sharding, explored from seeds")
struct ShardModelTests {
  private static let keys = (0..<5).map { "shop/model-\($0)" }

  @Test("never gives a key to two, whatever the network, the clocks and the processes do")
  func oneOwner() {
    for seed in UInt64(1)...300 {
      var settings = ShardWorld.Settings()
      settings.loss = Double(seed % 5) * 0.06
      settings.halts = Double(seed % 3) * 0.04
      settings.delay = seed.isMultiple(of: 7) ? 0.01...4 : 0.001...0.3
      settings.rates = seed.isMultiple(of: 2) ? 0.9...1.1 : 1...1
      var world = ShardWorld(seed: seed, settings, replicas: 2)
      var random = SplitMix64(seed: seed)
      for _ in 0..<4 {
        var failure: String?
        world.run(until: world.now + Double.random(in: 5...40, using: &random)) { world in
          failure = Self.keys.first { world.owners(of: $0).count > 1 }
          return failure != nil
        }
        if let failure {
          Issue.record("seed \(seed): \(failure) belongs to \(world.owners(of: failure)) at \(world.now) s")
          return
        }
        disturb(&world, &random)
      }
    }
  }

  private func disturb(_ world: inout ShardWorld, _ random: inout SplitMix64) {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: world.join()
    case 1: world.living.randomElement(using: &random).map { world.kill($0) }
    default: world.living.randomElement(using: &random).map { world.leave($0) }
    }
  }

  /// After how long each key has exactly one owner again.
  private func settling(seed: UInt64, replicas: Int, _ change: (inout ShardWorld) -> Void) -> Double {
    var settings = ShardWorld.Settings()
    settings.drainSeconds = 0...0
    var world = ShardWorld(seed: seed, settings, replicas: replicas)
    world.run(until: 30 + Double(seed) * 0.05)
    #expect(world.isSettled, "seed \(seed)")
    change(&world)
    let start = world.now
    // A change is noticed a little later.
    world.run(until: start + 0.1)
    world.run(until: start + 60) { world in
      world.isSettled && Self.keys.allSatisfy { world.owners(of: $0).count == 1 }
    }
    return world.now - start
  }

  @Test("moves a dead replica's keys within the lease's duration and two retry periods", arguments: UInt64(1)...40)
  func death(seed: UInt64) {
    #expect(settling(seed: seed, replicas: 3) { $0.kill(1) } <= 19.4)
  }

  @Test("moves keys to a replica that joins as soon as what is done with them has ended", arguments: UInt64(1)...40)
  func joining(seed: UInt64) {
    #expect(settling(seed: seed, replicas: 2) { $0.join() } <= 6)
  }

  @Test("moves the keys of a replica that leaves without waiting for its lease", arguments: UInt64(1)...40)
  func leaving(seed: UInt64) {
    #expect(settling(seed: seed, replicas: 3) { $0.leave(0) } <= 6)
  }

  @Test("moves no key that need not move")
  func rendezvous() {
    let members = (0..<5).map { "replica-\($0)" }
    let keys = (0..<2000).map { "shop/model-\($0)" }
    var counts: [String: Int] = [:]
    for key in keys {
      let owner = Rendezvous.owner(of: key, among: members)
      counts[owner ?? "", default: 0] += 1
      let rest = members.filter { $0 != "replica-2" }
      if owner != "replica-2" { #expect(Rendezvous.owner(of: key, among: rest) == owner) }
    }
    #expect(counts.values.allSatisfy { (300...500).contains($0) })
  }
}
