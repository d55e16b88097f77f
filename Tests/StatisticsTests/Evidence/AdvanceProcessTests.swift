import Testing

@testable import Statistics

@Suite struct AdvanceProcessTests {
  @Test func oneBlockMatchesTheReference() throws {
    for vector in try ReferenceVector.group("advance_e_value") {
      let margin = AdvanceMargin(ratio: vector.in["rho1"].number, rate: vector.in["f1"].number)
      let noise = BlockNoise(split: vector.in["s2"].number, candidate: vector.in["s2_c"].number)
      let weight = vector.in["w_next"].number
      let evidence = { (share: Double) in
        AdvanceProcess(margin: margin, relaxed: margin, nextWeights: [weight], ratioShare: share)
          .logEvidence(block: vector.in.pair, noise: noise, step: 0)
      }
      #expect(agree(margin.entering(weight: weight).ratio, vector.out["rho1_w"].number))
      #expect(agree(margin.entering(weight: weight).rate, vector.out["f1_w"].number))
      #expect(agreeLoosely(evidence(1), vector.out["log_e_ratio"].number))
      #expect(agreeLoosely(evidence(0), vector.out["log_e_floor"].number))
      #expect(agreeLoosely(evidence(vector.in["lam"].number), vector.out["log_e"].number))
    }
  }

  @Test func theLastGateCountsOnlyTheLastStep() {
    let noise = BlockNoise(podVariance: 0.02, candidatePods: 2, stablePods: 2)
    let margin = AdvanceMargin(ratio: 1.5, rate: 0.005)
    var process = AdvanceProcess(
      margin: margin, relaxed: margin, nextWeights: [0.5, 1], ratioShare: 0.1)
    let good = CountPair(candidate: EventCount(trials: 4000, events: 0), stable: EventCount(trials: 4000, events: 0))
    process.closeBlock(good, noise: noise, step: 0)
    #expect(process.logEvidence(block: .none, noise: noise, step: 0) > 3)
    #expect(abs(process.logEvidence(block: .none, noise: noise, step: 1)) < 1e-12)
    process.closeBlock(good, noise: noise, step: 1)
    #expect(process.logEvidence(block: .none, noise: noise, step: 1) > 3)
  }

  @Test func shareFollowsTheHistory() {
    let margin = AdvanceMargin(ratio: 1.5, rate: 0.005)
    #expect(AdvanceProcess.ratioShare(history: EventCount(trials: 1000, events: 40), margin: margin) == 0.9)
    #expect(AdvanceProcess.ratioShare(history: EventCount(trials: 1000, events: 1), margin: margin) == 0.1)
    #expect(AdvanceProcess.ratioShare(history: .none, margin: margin) == 0.5)
  }

  @Test func forecastMatchesTheReference() throws {
    for vector in try ReferenceVector.group("plan") {
      let margin = AdvanceMargin(ratio: vector.in["rho1"].number, rate: vector.in["f1"].number)
        .entering(weight: vector.in["w_next"].number)
      let information = AdvanceForecast.information(
        stableRate: vector.in["p"].number, weight: vector.in["w"].number, margin: margin)
      #expect(agree(information.ratio, vector.out["i_ratio"].number))
      #expect(agree(information.rate, vector.out["i_floor"].number))
      let requests = try #require(
        AdvanceForecast.requests(information: information.best, falsePromotion: vector.in["beta"].number))
      #expect(agree(requests, vector.out["requests"].number))
    }
  }
}
