import Testing

@testable import Statistics

@Suite struct MeanEvidenceTests {
  @Test func radiiMatchTheReference() throws {
    for vector in try ReferenceVector.group("normal_mixture_radius") {
      let mixture = try #require(
        NormalMixture(alpha: vector.in["alpha"].number, tunedFor: vector.in["n_opt"].number))
      let (n, deviation) = (vector.in["n"].number, vector.in["sigma"].number)
      #expect(agree(mixture.scale, vector.out["g"].number))
      #expect(agree(mixture.twoSidedRadius(n: n, deviation: deviation), vector.out["two_sided"].number))
      #expect(agree(mixture.oneSidedRadius(n: n, deviation: deviation), vector.out["one_sided"].number))
    }
  }

  @Test func differencesMatchTheReference() throws {
    for vector in try ReferenceVector.group("mean_difference_cs") {
      var difference = MeanDifference()
      for index in vector.in["nc"].list.indices {
        let mean = { (count: String, value: String) in
          MeanDifference.Mean(
            count: vector.in[count].list[index].number, value: vector.in[value].list[index].optionalNumber ?? 0)
        }
        difference.observe(candidate: mean("nc", "mc"), stable: mean("ns", "ms"))
      }
      let mixture = try #require(
        NormalMixture(alpha: vector.in["alpha"].number, tunedFor: vector.in["n_opt"].number))
      let interval = try #require(difference.interval(mixture))
      #expect(agree(interval.difference, vector.out["diff"].number))
      #expect(agree(interval.variance, vector.out["v"].number))
      #expect(agree(interval.effectiveCount, vector.out["n_eff"].number))
      #expect(agree(interval.deviation, vector.out["sigma_eff"].number))
      #expect(agree(interval.radius, vector.out["radius"].number))
    }
  }

  @Test func bettingMatchesTheReference() throws {
    for vector in try ReferenceVector.group("betting_e_process") {
      var process = try #require(BettingProcess(bound: vector.in["m"].number, alpha: vector.in["alpha"].number))
      for (x, expected) in zip(vector.in["x"].numbers, vector.out["log_k"].numbers) {
        process.observe(x)
        #expect(agree(process.logEvidence, expected), "\(vector)")
      }
    }
  }
}
