import Testing

@testable import OperatorSimulation

@Suite("An operator that does something wrong")
struct MutantTests {
  @Test("is caught", arguments: Mutant.all.indices)
  func isCaught(position: Int) {
    let verdict = Mutant.all[position].verdict(searches: TestForm.isLong)
    #expect(verdict.isCaught, "`\(verdict.name)` got away in \(verdict.scenario)")
  }
}
