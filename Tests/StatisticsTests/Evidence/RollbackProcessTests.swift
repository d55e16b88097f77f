import Testing

@testable import Statistics

@Suite struct RollbackProcessTests {
  @Test func followsTheReferenceScrapeByScrape() throws {
    for vector in try ReferenceVector.group("rollback_e_process") {
      let parameters = vector.in["params"]
      #expect(parameters["grid"].numbers == RollbackProcess.ratioAlternatives)
      #expect(parameters["prior"].numbers == RollbackProcess.ratioPrior)
      #expect(parameters["floor_grid"].numbers == RollbackProcess.floorAlternatives)
      let noise = BlockNoise(split: vector.in["s2"].number, candidate: vector.in["s2_c"].number)
      var process = RollbackProcess(
        tolerance: .init(ratio: parameters["rho0"].number, floor: parameters["floor0"].number),
        steps: Int(parameters["steps"].number),
        mass: StartingMass(
          first: parameters["w_first"].number, perBlock: parameters["w_block"].number,
          levels: parameters["w_levels"].number, blocks: 1000))
      var (block, length, step) = (CountPair.none, 0.0, 0)
      for (scrape, expected) in zip(vector.in["scrapes"].list, vector.out["rows"].list) {
        block += scrape.row
        length += 1
        let evidence = process.evidence(block: block, noise: noise, step: step)
        let row = [evidence.ratio, evidence.floor, evidence.total, evidence.pooled]
        #expect(zip(row, expected.numbers).allSatisfy(agreeLoosely), "\(row) \(expected)")
        let action = Int(scrape.numbers[4])
        if action != 0 || length >= parameters["block_len"].number {
          process.closeBlock(block, noise: noise, step: step)
          (block, length) = (.none, 0)
        }
        step += action
      }
    }
  }

  @Test func startingMassesSumToOne() {
    for steps in 1...6 {
      let mass = StartingMass.standard(steps: steps, blocks: 30)
      #expect(agree(mass.first + mass.levels + Double(mass.blocks) * mass.perBlock, 1))
    }
  }

  @Test func emptyBlocksAreNoEvidence() {
    let noise = BlockNoise(podVariance: 0.02, candidatePods: 1, stablePods: 1)
    let process = RollbackProcess(
      tolerance: .init(ratio: 1.1, floor: 0.001), steps: 3, mass: .standard(steps: 3, blocks: 30))
    let evidence = process.evidence(block: .none, noise: noise, step: 0)
    #expect(evidence.total <= 0 && evidence.total > -0.2)
  }
}
