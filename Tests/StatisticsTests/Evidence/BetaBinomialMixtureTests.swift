import Testing

@testable import Statistics

@Suite struct BetaBinomialMixtureTests {
  @Test func evidenceMatchesTheReference() throws {
    for vector in try ReferenceVector.group("betabinomial_mixture") {
      let mixture = BetaBinomialMixture(
        EventCount(trials: vector.in["n"].number, events: vector.in["x"].number), a: vector.in["a"].number,
        b: vector.in["b"].number)
      let value = mixture.logEvidence(rate: vector.in["p"].number)
      #expect(agreeLoosely(value, vector.out["log_m"].number), "\(vector)")
    }
  }

  @Test func intervalsMatchTheReference() throws {
    for vector in try ReferenceVector.group("betabinomial_cs") {
      let counts = EventCount(trials: vector.in["n"].number, events: vector.in["x"].number)
      let interval = BetaBinomialMixture(counts).interval(alpha: vector.in["alpha"].number)
      #expect(agree(interval.lower, vector.out["lower"].number), "\(vector)")
      #expect(agree(interval.upper, vector.out["upper"].number), "\(vector)")
    }
  }

  @Test func nothingCountedExcludesNothing() {
    let interval = BetaBinomialMixture(.none).interval(alpha: 0.05)
    #expect(interval.lower == 0 && interval.upper == 1)
  }
}
