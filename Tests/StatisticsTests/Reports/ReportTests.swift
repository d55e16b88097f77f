import Testing

@testable import Statistics

@Suite struct ReportTests {
  @Test func mannWhitneyMatchesTheReference() throws {
    for vector in try ReferenceVector.group("mann_whitney") {
      let alternative = try #require(vector.in["alternative"].text)
      let test = try #require(
        RankComparison.mannWhitney(
          vector.in["x"].numbers, vector.in["y"].numbers, alternative: alternative == "greater" ? .greater : .twoSided,
          exactUpTo: vector.in["method"].text == "exact" ? 30 : 0))
      #expect(test.statistic == vector.out["u"].number)
      #expect(agree(test.p, vector.out["p"].number, relative: 1e-9), "\(vector) \(test.p)")
    }
  }

  @Test func shiftMatchesTheReference() throws {
    for vector in try ReferenceVector.group("hodges_lehmann") {
      let shift = try #require(
        RankComparison.shift(
          vector.in["x"].numbers, vector.in["y"].numbers, confidence: vector.in["conf"].number))
      #expect(agree(shift.estimate, vector.out["estimate"].number))
      #expect(agree(shift.lower, vector.out["lower"].number))
      #expect(agree(shift.upper, vector.out["upper"].number))
    }
  }

  @Test func welchMatchesTheReference() throws {
    for vector in try ReferenceVector.group("welch_t") {
      let sample = { (index: Int) in
        WelchTest.Sample(
          mean: vector.in["mean\(index)"].number, deviation: vector.in["sd\(index)"].number,
          count: vector.in["n\(index)"].number)
      }
      let test = try #require(WelchTest(sample(1), sample(2)))
      #expect(agree(test.t, vector.out["t"].number))
      #expect(agree(test.degreesOfFreedom, vector.out["df"].number))
      #expect(agree(test.p, vector.out["p"].number), "\(vector) \(test.p)")
    }
  }

  @Test func emptySamplesHaveNoAnswer() {
    #expect(RankComparison.mannWhitney([], [1], alternative: .less) == nil)
    #expect(RankComparison.mannWhitney([.nan], [1], alternative: .less) == nil)
    #expect(RankComparison.shift([1], [], confidence: 0.9) == nil)
    #expect(RankComparison.mannWhitney([1, 1], [1, 1], alternative: .twoSided)?.p == 1)
  }
}
