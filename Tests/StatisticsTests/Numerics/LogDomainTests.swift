import Testing

@testable import Statistics

@Suite struct LogDomainTests {
  @Test func sumsWithoutOverflow() {
    #expect(agree(LogDomain.sum([1000, 1000]), 1000 + LogDomain.log(2)))
    #expect(agree(LogDomain.add(-1000, -1001), -1000 + LogDomain.log(1 + LogDomain.exp(-1))))
    #expect(LogDomain.sum([]) == LogDomain.zero)
    #expect(LogDomain.sum([LogDomain.zero, 3]) == 3)
    #expect(LogDomain.add(LogDomain.zero, LogDomain.zero) == LogDomain.zero)
  }

  @Test func zeroLeavesNothing() {
    #expect(LogDomain.exp(LogDomain.zero + 1e9) == 0)
    #expect(LogDomain.log(0) == LogDomain.zero)
    #expect(LogDomain.log(-1) == LogDomain.zero)
    #expect(LogDomain.exp(1e9) == .greatestFiniteMagnitude)
  }

  @Test func combinesMetricsAsTheReference() throws {
    for vector in try ReferenceVector.group("combine") {
      let logs = vector.in["log_e"].numbers
      let rollback = MetricCombination.logRollback(logs, weights: vector.in["weights"].numbers)
      #expect(agree(rollback, vector.out["log_e_rollback"].number))
      #expect(agree(MetricCombination.logAdvance(logs), vector.out["log_e_advance"].number))
    }
  }
}
