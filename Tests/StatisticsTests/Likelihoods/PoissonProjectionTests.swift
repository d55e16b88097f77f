import Testing

@testable import Statistics

@Suite struct PoissonProjectionTests {
  @Test func matchesTheReference() throws {
    for vector in try ReferenceVector.group("ripr_poisson_halfplane") {
      let counts = vector.in.pair
      let projection = try #require(
        PoissonProjection(
          RatePair(candidate: vector.in["a_c"].number, stable: vector.in["a_s"].number),
          ratio: vector.in["rho"].number, margin: vector.in["delta"].number, counts: counts))
      #expect(agree(projection.nearest.stable, vector.out["q_s"].number))
      #expect(agree(projection.nearest.candidate, vector.out["q_c"].number))
      #expect(agree(projection.logEvidence(counts), vector.out["log_e"].number), "\(vector)")
    }
  }
}
