import Testing

@testable import Analysis

@Suite struct NumberTextTests {
  @Test func numbersAreWrittenForPeople() {
    #expect(NumberText.percent(0.15234) == "15.23%")
    #expect(NumberText.percent(0) == "0.00%")
    #expect(NumberText.latency(0.00321) == "3.2ms")
    #expect(NumberText.latency(1.5) == "1.50s")
    #expect(NumberText.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberText.fixed(-1.25, decimals: 1) == "-1.3")
    #expect(NumberText.evidence(3.14159) == "3.14")
    #expect(NumberText.evidence(1e300) == "over 1000000")
    #expect(NumberText.fixed(.nan, decimals: 2) == "unknown")
    #expect(NumberText.fixed(.infinity, decimals: 2) == "very large")
  }
}
