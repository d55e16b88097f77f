import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("An operator with nothing to do")
struct QuiescenceTests {
  /// Long enough for every watch to be opened anew several times.
  private static let longWhile = 1_200

  @Test("writes nothing", .timeLimit(.minutes(2)), arguments: Play.Ending.allCases)
  func writesNothing(ending: Play.Ending) async {
    let bench = Bench()
    await bench.start()
    let end = await Play(ending: ending).perform(on: bench)
    let writes = bench.host.writes
    await bench.run(atMost: Self.longWhile)
    #expect(bench.host.writes == writes)
    await bench.stop()
    await bench.start()
    await bench.run(atMost: 10)
    #expect(bench.host.writes == writes, "a new operator finds nothing to do")
    #expect(EndState(bench.host.observer) == end)
    await bench.stop()
  }

  @Test("has written nothing in vain", .timeLimit(.minutes(1)), arguments: Play.Ending.allCases)
  func noVainWrites(ending: Play.Ending) async {
    let bench = Bench()
    await bench.start()
    _ = await Play(ending: ending).perform(on: bench)
    #expect(bench.host.writes.filter { !$0.changed } == [])
    #expect(bench.host.writes.filter { $0.status >= 400 } == [])
    await bench.stop()
  }

  @Test("does not answer to changes that do not concern it", .timeLimit(.minutes(1)))
  func unrelatedChange() async {
    let bench = Bench()
    await bench.start()
    _ = await Play(ending: .promoted).perform(on: bench)
    let writes = bench.host.writes
    await bench.call(.post, "/api/v1/namespaces/ml/configmaps", ["metadata": ["name": "other"]])
    await bench.call(
      .patch, Manifest.path("ml") + "/fraud", ["metadata": ["annotations": ["example.com/note": "hello"]]])
    await bench.run(atMost: 10)
    #expect(bench.host.writes == writes)
    await bench.stop()
  }
}
