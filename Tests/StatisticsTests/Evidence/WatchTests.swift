import Testing

@testable import Statistics

@Suite struct WatchTests {
  @Test func changeDetectorsMatchTheReference() throws {
    for vector in try ReferenceVector.group("cusum_sr") {
      var detector = try #require(ChangeDetector(healthy: vector.in["p0"].number, harmful: vector.in["p1"].number))
      for (index, count) in zip(vector.in["n"].numbers, vector.in["x"].numbers).enumerated() {
        detector.observe(EventCount(trials: count.0, events: count.1))
        #expect(agree(detector.cumulativeSum, vector.out["cusum"].numbers[index]))
        #expect(agree(LogDomain.exp(detector.logRoberts), vector.out["sr"].numbers[index]))
      }
      #expect(detector.alarms(alpha: 0.01) == (vector.out["sr"].numbers.last ?? 0 >= 100))
    }
  }

  @Test func boundsMatchTheReference() throws {
    for vector in try ReferenceVector.group("sprt_bound") {
      let bound = try #require(
        WaldBound(
          stable: vector.in["p_s"].number, candidate: vector.in["p1"].number, alpha: vector.in["alpha"].number,
          tolerance: .init(ratio: vector.in["rho0"].number, floor: vector.in["floor0"].number)))
      #expect(agree(bound.tolerated, vector.out["p0"].number))
      #expect(agree(bound.divergence, vector.out["kl"].number))
      #expect(agree(bound.requests, vector.out["requests"].number))
      #expect(agree(bound.excess, vector.out["excess"].number))
    }
  }

  @Test func sampleRatiosMatchTheReference() throws {
    for vector in try ReferenceVector.group("srm") {
      let value = SampleRatio.logEvidence(
        candidate: vector.in["n_c"].number, total: vector.in["n"].number, share: vector.in["w"].number,
        precision: vector.in["c"].number)
      #expect(agreeLoosely(value, vector.out["log_e"].number), "\(vector)")
    }
  }

  @Test func eachShareIsAStretchOfItsOwn() {
    var ratio = SampleRatio()
    ratio.observe(candidate: 520, stable: 9480, share: 0.05)
    let first = ratio.total
    ratio.observe(candidate: 1010, stable: 8990, share: 0.1)
    #expect(ratio.logEvidence == first)
    ratio.observe(candidate: 4000, stable: 6000, share: 0.1)
    #expect(ratio.total > 100)
  }
}
