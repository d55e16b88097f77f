import Testing

@testable import Statistics

@Suite struct DriftTests {
  private func samples(_ vector: ReferenceVector) throws -> BinnedSamples {
    try #require(
      BinnedSamples(reference: vector.in["reference"].numbers, current: vector.in["current"].numbers))
  }

  @Test func stabilityMatchesTheReference() throws {
    for vector in try ReferenceVector.group("psi") {
      let result = PopulationStability(try samples(vector))
      #expect(agree(result.index, vector.out["psi"].number))
      #expect(agree(result.nullMean, vector.out["null_mean"].number))
      #expect(agree(result.corrected, vector.out["corrected"].number))
      #expect(agree(result.threshold(alpha: vector.in["alpha"].number), vector.out["threshold"].number))
    }
  }

  @Test func divergenceMatchesTheReference() throws {
    for vector in try ReferenceVector.group("jensen_shannon") {
      let result = JensenShannon(try samples(vector))
      #expect(agree(result.divergence, vector.out["divergence"].number))
      #expect(agree(result.distance, vector.out["distance"].number))
      #expect(agree(result.nullMean, vector.out["null_mean"].number))
      #expect(agree(result.threshold(alpha: vector.in["alpha"].number), vector.out["threshold"].number))
    }
  }

  @Test func gapsMatchTheReference() throws {
    for vector in try ReferenceVector.group("ks_binned") {
      let result = KolmogorovSmirnov(try samples(vector))
      #expect(agree(result.distance, vector.out["d"].number))
      #expect(agree(result.z, vector.out["z"].number))
      #expect(agree(result.p, vector.out["p"].number))
    }
  }

  @Test func distancesMatchTheReference() throws {
    for vector in try ReferenceVector.group("wasserstein_binned") {
      let result = try #require(WassersteinDistance(try samples(vector), points: vector.in["points"].numbers))
      #expect(agree(result.distance, vector.out["w1"].number))
      #expect(agree(result.normed ?? .nan, vector.out["normed"].number))
      #expect(agree(result.nullMean, vector.out["null_mean"].number))
      #expect(agree(result.nullVariance, vector.out["null_var"].number))
      #expect(agree(result.threshold(alpha: vector.in["alpha"].number), vector.out["threshold"].number))
    }
  }

  @Test func homogeneityMatchesTheReference() throws {
    for vector in try ReferenceVector.group("chi2_homogeneity") {
      let result = HomogeneityTest(try samples(vector))
      #expect(agree(result.statistic, vector.out["x2"].number))
      #expect(Double(result.degreesOfFreedom) == vector.out["df"].number)
      #expect(agree(result.p, vector.out["p"].number), "\(vector) \(result.p)")
      #expect(agree(result.effect, vector.out["cramers_v"].number))
    }
  }

  @Test func evidenceMatchesTheReference() throws {
    for vector in try ReferenceVector.group("dirichlet_multinomial_e") {
      let process = try #require(
        DirichletMultinomial(shares: vector.in["p0"].numbers, precision: vector.in["c"].number))
      let value = try #require(process.logEvidence(vector.in["x"].numbers))
      #expect(agreeLoosely(value, vector.out["log_e"].number), "\(vector)")
    }
  }

  @Test func holmRefutesInOrder() {
    #expect(MultipleTests.holm([0.04, 0.001, 0.02], alpha: 0.05) == [true, true, true])
    #expect(MultipleTests.holm([0.04, 0.001, 0.03], alpha: 0.05) == [false, true, false])
    #expect(MultipleTests.holm([.nan, 0.001], alpha: 0.05) == [false, true])
  }

  @Test func unusableHistogramsAreRefused() {
    #expect(BinnedSamples(reference: [1], current: [1]) == nil)
    #expect(BinnedSamples(reference: [1, 2], current: [1, 2, 3]) == nil)
    #expect(BinnedSamples(reference: [0, 0], current: [1, 2]) == nil)
    #expect(BinnedSamples(reference: [1, -2], current: [1, 2]) == nil)
    #expect(BinnedSamples(reference: [1, .nan], current: [1, 2]) == nil)
  }
}
