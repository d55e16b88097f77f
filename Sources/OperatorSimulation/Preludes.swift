import Synchronization

/// What the scenarios that others begin with leave behind: each is played once for each seed.
final class Preludes: Sendable {
  static let shared = Preludes()

  private struct Key: Hashable {
    var name: String
    var seed: UInt64
  }

  /// Seeds are many; a world is kept for as many as a campaign uses at once.
  private static let limit = 16

  private let worlds = Mutex<[Key: World]>([:])

  /// The world at the end of a scenario; `nil` if there is none of that name.
  func world(after name: String, seed: UInt64) -> World? {
    let key = Key(name: name, seed: seed)
    if let known = worlds.withLock({ $0[key] }) { return known }
    guard let scenario = Scenario.named(name) else { return nil }
    var simulation = Simulation(scenario, seed: seed)
    simulation.quietTime = .seconds(5)
    let world = simulation.run().world
    worlds.withLock { worlds in
      if worlds.count >= Self.limit { worlds = [:] }
      worlds[key] = world
    }
    return world
  }
}
