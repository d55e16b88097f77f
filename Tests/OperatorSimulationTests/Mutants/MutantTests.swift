import Testing

@testable import OperatorSimulation

@Suite("An operator that does something wrong")
struct MutantTests {
  /// Some that are found out without any fault, in a short scenario; `scripts/campaign.sh` runs all of them.
  private static let few = ["reads what it need not", "writes what users own"]

  @Test("is caught", arguments: Mutant.all.indices.filter { TestForm.isLong || few.contains(Mutant.all[$0].name) })
  func isCaught(position: Int) {
    let verdict = Mutant.all[position].verdict()
    #expect(verdict.isCaught, "`\(verdict.name)` got away in \(verdict.scenario)")
  }
}
