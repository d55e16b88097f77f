import Testing

@testable import Statistics

@Suite struct DistributionTests {
  @Test func incompleteBetaMatchesTheReference() throws {
    for vector in try ReferenceVector.group("reg_inc_beta") {
      let value = SpecialFunctions.incompleteBeta(
        vector.in["a"].number, vector.in["b"].number, vector.in["x"].number)
      #expect(agree(value, vector.out["cdf"].number), "\(vector) \(value)")
    }
  }

  @Test func normalMatchesTheReference() throws {
    for vector in try ReferenceVector.group("normal") {
      if let p = vector.in["p"].optionalNumber {
        #expect(agree(NormalDistribution.quantile(p), vector.out["z"].number), "\(vector)")
      } else {
        #expect(agree(NormalDistribution.cumulative(vector.in["x"].number), vector.out["cdf"].number), "\(vector)")
      }
    }
  }

  @Test func chiSquaredMatchesTheReference() throws {
    for vector in try ReferenceVector.group("chi2") {
      let degrees = vector.in["df"].number
      if let p = vector.in["p"].optionalNumber {
        let value = ChiSquaredDistribution.quantile(p, degreesOfFreedom: degrees)
        #expect(agree(value, vector.out["quantile"].number), "\(vector) \(value)")
      } else {
        let value = ChiSquaredDistribution.upperTail(vector.in["x"].number, degreesOfFreedom: degrees)
        #expect(agree(value, vector.out["sf"].number), "\(vector) \(value)")
      }
    }
  }

  /// Quantiles and tails undo each other over the whole range.
  @Test(arguments: [1e-300, 1e-12, 1e-6, 0.001, 0.2, 0.5, 0.8, 0.999, 0.999999])
  func quantilesInvertTheTails(p: Double) {
    #expect(agree(NormalDistribution.cumulative(NormalDistribution.quantile(p)), p, relative: 1e-11))
    for degrees in [1.0, 2, 9, 60, 1000] {
      let x = ChiSquaredDistribution.quantile(p, degreesOfFreedom: degrees)
      let back = 1 - ChiSquaredDistribution.upperTail(x, degreesOfFreedom: degrees)
      #expect(agree(back, p, relative: 1e-9, absolute: 1e-12), "\(degrees) \(x)")
    }
    if p > 1e-100 {
      #expect(agree(KolmogorovDistribution.upperTail(KolmogorovDistribution.upperQuantile(p)), p, relative: 1e-9))
    }
  }

  @Test func bothSeriesOfKolmogorovMeet() {
    #expect(agree(KolmogorovDistribution.upperTail(1 - 1e-12), KolmogorovDistribution.upperTail(1), absolute: 1e-10))
    #expect(KolmogorovDistribution.upperTail(0) == 1)
  }
}
