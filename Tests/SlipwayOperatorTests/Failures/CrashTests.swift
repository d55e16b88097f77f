import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("An operator that dies between two writes")
struct CrashTests {
  /// More writes than any play has.
  private static let limit = 500

  @Test(
    "is followed by one that ends where the undisturbed one does", .timeLimit(.minutes(15)),
    arguments: Play.Ending.allCases, [false, true])
  func anyWrite(ending: Play.Ending, landed: Bool) async {
    let calm = Bench()
    await calm.start()
    let expected = await Play(ending: ending).perform(on: calm)
    await calm.stop()
    #expect(calm.host.writes.count > 20)
    for number in 0..<Self.limit {
      let bench = Bench()
      await bench.start(fault: .crash(atWrite: number, landed: landed))
      let end = await Play(ending: ending).perform(on: bench)
      await bench.stop()
      // The play had fewer writes than that: all of them have been tried.
      guard bench.session > 1 else { return }
      #expect(end == expected, "died at write \(number): \(bench.host.writes.suffix(6))")
    }
    Issue.record("the play has more than \(Self.limit) writes")
  }
}
