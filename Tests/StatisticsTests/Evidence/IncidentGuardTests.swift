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

  /// An incident that the candidate shows first, and stable so faintly at first that it is no jump by itself.
  @Test(arguments: [(true, 3.0, 0.0), (true, 0, 7), (false, 3, 7)])
  func aFirstJumpOfTheCandidateNeedsLessOfOneByStable(isFirst: Bool, stableEvents: Double, used: Double) {
    var state = IncidentGuard(stableRate: 0.001)
    func scrape(_ candidate: Double, _ stable: Double) -> CountPair {
      CountPair(
        candidate: EventCount(trials: 150, events: candidate), stable: EventCount(trials: 150, events: stable))
    }
    for _ in 0..<5 { _ = state.admit(scrape(0, 0)) }
    // A candidate that goes on failing is not protected by what stable suffers now and then.
    if !isFirst { _ = state.admit(scrape(7, 0)) }
    _ = state.admit(scrape(7, 0))
    #expect(state.admit(scrape(7, stableEvents)).released.candidate.events == used)
  }

  @Test func learnsTheRateWithoutHistory() {
    var state = IncidentGuard(stableRate: nil)
    let scrape = CountPair(candidate: .none, stable: EventCount(trials: 100, events: 30))
    #expect(state.admit(scrape).admitted == scrape)
    #expect(state.stableRate == 0.3)
  }
}
