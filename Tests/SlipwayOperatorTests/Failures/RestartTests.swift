import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("An operator that is started anew")
struct RestartTests {
  @Test("at any second of a rollout ends where the undisturbed one does", .timeLimit(.minutes(10)),
    arguments: Play.Ending.allCases)
  func anySecond(ending: Play.Ending) async {
    let calm = Bench()
    await calm.start()
    let expected = await Play(ending: ending).perform(on: calm)
    await calm.stop()
    for second in 1...calm.seconds {
      let bench = Bench()
      bench.restarts = [second]
      await bench.start()
      let end = await Play(ending: ending).perform(on: bench)
      #expect(end == expected, "restarted after \(second) s")
      await bench.stop()
    }
  }

  @Test("every few seconds still comes to an end", .timeLimit(.minutes(2)), arguments: Play.Ending.allCases)
  func often(ending: Play.Ending) async {
    let calm = Bench()
    await calm.start()
    let expected = await Play(ending: ending).perform(on: calm)
    await calm.stop()
    let bench = Bench()
    bench.restarts = Set(stride(from: 20, to: 600, by: 20))
    await bench.start()
    let end = await Play(ending: ending).perform(on: bench)
    #expect(end == expected)
    await bench.stop()
  }
}
