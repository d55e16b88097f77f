import Analysis
import Testing

@testable import CommandKit

@Suite struct EvidenceTextTests {
  @Test("each round has a line, and the last one says that all come out again")
  func rounds() throws {
    let style = TextStyle(isColored: false)
    var judge = RolloutJudge(steps: [0.5], began: 0)
    var log = DecisionLog(of: judge)
    for round in 0..<5 {
      let time = Double(15 * round)
      let samples = [Track.stable, .candidate].map {
        PodSamples(
          pod: $0.rawValue, revision: $0.rawValue, track: $0, time: time, startTime: 0,
          requests: Double(100 * round), errors: $0 == .candidate ? Double(30 * round) : 0)
      }
      judge.observe(samples, at: time, step: 0, weight: 0.5)
      log.note(samples, at: DecisionLog.Look(time: time, step: 0, weight: 0.5), judge.assess(at: time), after: judge)
    }
    let read = try #require(DecisionLog(exported: log.exported))
    let lines = EvidenceText(log: read).lines(style)
    #expect(lines.count == 7)
    #expect(lines.first?.hasPrefix("TIME") == true)
    let round = try #require(lines.dropLast().last)
    #expect(round.hasPrefix("+60s") && round.contains("50%") && round.contains("rollBack"), "\(round)")
    #expect(lines.last == "Judged again, all 5 rounds come to the same verdict, to the last digit.")
    #expect(EvidenceText(log: DecisionLog(of: judge)).lines(style) == ["No round has been kept yet."])
  }
}
