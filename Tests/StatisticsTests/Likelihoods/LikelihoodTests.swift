import Testing

@testable import Statistics

@Suite struct LikelihoodTests {
  @Test func binomialSplitMatchesTheReference() throws {
    for vector in try ReferenceVector.group("split_lr_binomial") {
      let split = SplitLikelihood(counts: vector.in.pair, nullRatio: vector.in["rho0"].number, variance: 0)
      #expect(agree(split.logRatio(alternative: vector.in["r1"].number), vector.out["log_lr"].number), "\(vector)")
    }
  }

  @Test func betaBinomialSplitMatchesTheReference() throws {
    for vector in try ReferenceVector.group("split_lr_betabinomial") {
      let split = SplitLikelihood(
        counts: vector.in.pair, nullRatio: vector.in["rho0"].number, variance: vector.in["s2"].number)
      #expect(agree(split.betaPrecision ?? 0, vector.out["kappa"].number))
      let value = split.logRatio(alternative: vector.in["r1"].number)
      #expect(agreeLoosely(value, vector.out["log_lr"].number), "\(vector)")
    }
  }

  @Test func rateLikelihoodMatchesTheReference() throws {
    for vector in try ReferenceVector.group("floor_lr_gammapoisson") {
      let value = RateLikelihood.logRatio(
        EventCount(trials: vector.in["n"].number, events: vector.in["x"].number),
        alternative: vector.in["p1"].number, null: vector.in["p0"].number, variance: vector.in["s2"].number)
      #expect(agreeLoosely(value, vector.out["log_lr"].number), "\(vector)")
    }
  }

  @Test func projectionMatchesTheReference() throws {
    for vector in try ReferenceVector.group("ripr_bernoulli_halfplane") {
      let counts = vector.in.pair
      let projection = try #require(
        HalfPlaneProjection(
          RatePair(candidate: vector.in["a_c"].number, stable: vector.in["a_s"].number),
          null: vector.in["a_c"].number
            > vector.in["rho"].number * vector.in["a_s"].number + vector.in["delta"].number ? .atMost : .atLeast,
          ratio: vector.in["rho"].number, margin: vector.in["delta"].number, counts: counts))
      #expect(agree(projection.nearest.stable, vector.out["q_s"].number))
      #expect(agree(projection.nearest.candidate, vector.out["q_c"].number))
      #expect(agree(projection.logEvidence(counts), vector.out["log_e"].number), "\(vector)")
    }
  }

  /// The mean of the e-value over all outcomes, for every point of the null's edge, is at most one.
  @Test func projectionIsAnEValueOnTheWholeNull() throws {
    let trials = CountPair(
      candidate: EventCount(trials: 6, events: 0), stable: EventCount(trials: 9, events: 0))
    let projection = try #require(
      HalfPlaneProjection(
        RatePair(candidate: 0.4, stable: 0.2), null: .atMost, ratio: 1, margin: 0.05, counts: trials))
    for stableRate in stride(from: 0.02, through: 0.9, by: 0.04) {
      var mean = 0.0
      for x in 0...6 {
        for y in 0...9 {
          let counts = CountPair(
            candidate: EventCount(trials: 6, events: Double(x)), stable: EventCount(trials: 9, events: Double(y)))
          let chance = binomial(x, 6, stableRate + 0.05) * binomial(y, 9, stableRate)
          mean += chance * LogDomain.exp(projection.logEvidence(counts))
        }
      }
      #expect(mean <= 1 + 1e-12, "stable rate \(stableRate)")
    }
  }

  @Test func alternativesInsideTheNullSayNothing() {
    let counts = CountPair(candidate: EventCount(trials: 9, events: 1), stable: EventCount(trials: 9, events: 1))
    let equal = RatePair(candidate: 0.2, stable: 0.2)
    #expect(HalfPlaneProjection(equal, null: .atMost, margin: 0.05, counts: counts) == nil)
    #expect(HalfPlaneProjection(equal, null: .atLeast, margin: 0.05, counts: counts) != nil)
    #expect(HalfPlaneProjection(equal, null: .atLeast, margin: 0.05, counts: .none) == nil)
  }

  private func binomial(_ x: Int, _ n: Int, _ p: Double) -> Double {
    let choose = -SpecialFunctions.logBeta(Double(x) + 1, Double(n - x) + 1) - LogDomain.log(Double(n) + 1)
    return LogDomain.exp(choose + Double(x) * LogDomain.log(p) + Double(n - x) * LogDomain.log(1 - p))
  }
}

extension ReferenceValue {
  /// The counts of both versions, under the reference's names.
  var pair: CountPair {
    CountPair(
      candidate: EventCount(trials: self["n_c"].number, events: self["x_c"].number),
      stable: EventCount(trials: self["n_s"].number, events: self["x_s"].number))
  }

  /// The same from a row `[n_c, x_c, n_s, x_s, ...]`.
  var row: CountPair {
    let numbers = numbers + [.nan, .nan, .nan, .nan]
    return CountPair(
      candidate: EventCount(trials: numbers[0], events: numbers[1]),
      stable: EventCount(trials: numbers[2], events: numbers[3]))
  }
}
