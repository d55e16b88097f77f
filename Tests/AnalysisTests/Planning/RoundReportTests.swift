import Testing

@testable import Analysis

@Suite struct RoundReportTests {
  /// Held to `ttest_ind(x, y, equal_var=False)` and `mannwhitneyu(x, y)` of scipy 1.17.1.
  @Test func bothTestsAreToldWithTheMeans() throws {
    let stable = [0.01, 0.02, 0.015, 0.005, 0.012, 0.018, 0.009]
    let candidate = [0.03, 0.025, 0.022, 0.04, 0.011, 0.035, 0.028]
    let report = try #require(RoundReport(zip(stable, candidate).map { ($0, $1) }))
    #expect(report.rounds == 7)
    #expect(abs(report.stable - 0.012714285714285714) < 1e-12 && abs(report.candidate - 0.027285714285714285) < 1e-12)
    #expect(abs(try #require(report.welch) - 0.005452044094362011) < 1e-9)
    #expect(abs(try #require(report.mannWhitney) - 0.006993006993006993) < 1e-9)
    #expect(
      report.text
        == "Looked at once, 7 rounds have error rates of 2.73% (candidate) and 1.27% (stable) on average: "
        + "p is 0.005 by Welch's test, 0.007 by Mann and Whitney's")
  }

  @Test func roundsWithoutScatterHaveNoWelch() throws {
    let report = try #require(RoundReport(Array(repeating: (stable: 0, candidate: 0), count: 5)))
    #expect(report.welch == nil && report.mannWhitney == 1)
    #expect(RoundReport([(0, 1), (0, 1)]) == nil)
  }
}
