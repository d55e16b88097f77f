import RolloutEngine
import Testing

/// Whether the invariants and the plays would notice a wrong engine.
@Suite struct MutantTests {
  @Test func theEngineIsNoMutant() {
    for play in Play.all {
      var scenario = Scenario(play.world())
      let isAsExpected = play.isAsExpected(&scenario)
      #expect(isAsExpected, "\(play.name): \(scenario.decision.explanation), \(scenario.events)")
    }
  }

  @Test func thereAreEnoughMutants() {
    #expect(Mutant.all.count >= 40)
    #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
  }

  @Test(arguments: Mutant.all.map(\.name)) func isCaught(_ name: String) throws {
    let mutant = try #require(Mutant.all.first { $0.name == name })
    let catchers = Play.all.filter { play in
      var scenario = Scenario(play.world(), isMutant: true, deciding: mutant.decide)
      let isAsExpected = play.isAsExpected(&scenario)
      return !isAsExpected || !scenario.broken.isEmpty
    }
    #expect(!catchers.isEmpty, "no play notices the engine that \(name)")
  }
}
