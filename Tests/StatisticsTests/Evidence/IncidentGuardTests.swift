import Testing

@testable import Statistics

@Suite struct IncidentGuardTests {
  @Test func followsTheReference() throws {
    for vector in try ReferenceVector.group("incident_guard") {
      var state = IncidentGuard(
        stableRate: vector.in["rs"].number, promptScrapes: Int(vector.in["lag_after"].number))
      for (scrape, used) in zip(vector.in["scrapes"].list, vector.out["used"].list) {
        let admission = state.admit(scrape.row)
        #expect(admission.released + admission.admitted == used.row, "\(vector)")
      }
      #expect(state.waiting == vector.out["waiting"].row)
      #expect(agree(state.stableRate ?? .nan, vector.out["rs"].number))
    }
  }

  @Test func learnsTheRateWithoutHistory() {
    var state = IncidentGuard(stableRate: nil)
    let scrape = CountPair(candidate: .none, stable: EventCount(trials: 100, events: 30))
    #expect(state.admit(scrape).admitted == scrape)
    #expect(state.stableRate == 0.3)
  }
}
