import Testing

@testable import Statistics

@Suite struct SpecialFunctionsTests {
  @Test func logBetaMatchesTheReference() throws {
    for vector in try ReferenceVector.group("log_beta") {
      let value = SpecialFunctions.logBeta(vector.in["a"].number, vector.in["b"].number)
      #expect(agree(value, vector.out["log_beta"].number), "\(vector)")
    }
  }

  @Test func logGammaRatioMatchesTheReference() throws {
    for vector in try ReferenceVector.group("log_gamma_ratio") {
      let value = SpecialFunctions.logGammaRatio(vector.in["a"].number, vector.in["x"].number)
      #expect(agree(value, vector.out["value"].number), "\(vector)")
    }
  }

  @Test(arguments: [0.001, 0.5, 1, 1.5, 2, 7.25, 15.99, 16, 120, 1e4, 1e9])
  func logGammaObeysItsRecurrence(x: Double) {
    let step = SpecialFunctions.logGamma(x + 1) - SpecialFunctions.logGamma(x)
    let scale = max(1, abs(SpecialFunctions.logGamma(x)))
    #expect(abs(step - LogDomain.log(x)) <= 1e-14 * scale)
  }

  @Test func logGammaRatioAgreesOnBothSidesOfItsBranches() {
    for a in [0.002, 0.7, 15.9, 16.1, 300, 1e6] {
      for x in [1.0, 2, 63, 64] {
        let product = SpecialFunctions.logGammaRatio(a, x)
        let series = SpecialFunctions.logGammaRatio(a, x + 1e-9)
        #expect(abs(product - series) <= 1e-6 * max(1, abs(product)))
      }
    }
  }
}
