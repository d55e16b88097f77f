import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("An operator with nothing to do")
struct QuiescenceTests {
  /// Long enough for every watch to be opened anew several times.
  private static let longWhile = 1_200

  @Test("writes nothing", arguments: Play.Ending.allCases)
  func writesNothing(ending: Play.Ending) {
    let bench = Bench()
    bench.start()
    let end = Play(ending: ending).perform(on: bench)
    let writes = bench.writes
    bench.run(atMost: Self.longWhile)
    #expect(bench.writes == writes)
    bench.stop()
    bench.start()
    bench.run(atMost: 10)
    #expect(bench.writes == writes, "a new operator finds nothing to do")
    #expect(bench.end == end)
    bench.stop()
  }

  @Test("has written nothing in vain", arguments: Play.Ending.allCases)
  func noVainWrites(ending: Play.Ending) {
    let bench = Bench()
    bench.start()
    _ = Play(ending: ending).perform(on: bench)
    // A status that is so already is written where it must be sure that what was read is what there is.
    #expect(bench.vainWrites.count <= 1)
    #expect(bench.vainWrites.allSatisfy { $0.hasSuffix("/modeldeployments/fraud/status -> 200") })
    bench.stop()
  }

  @Test("does not answer to changes that do not concern it")
  func unrelatedChange() {
    let bench = Bench()
    bench.start()
    _ = Play(ending: .promoted).perform(on: bench)
    let writes = bench.writes
    bench.call(.post, "/api/v1/namespaces/ml/configmaps", ["metadata": ["name": "other"]])
    bench.call(
      .patch, Manifest.path("ml") + "/fraud", ["metadata": ["annotations": ["example.com/note": "hello"]]])
    bench.run(atMost: 10)
    #expect(bench.writes == writes + 2, "the two that the test has made")
    bench.stop()
  }
}
