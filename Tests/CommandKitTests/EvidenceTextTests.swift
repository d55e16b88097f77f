import Analysis
import Testing

@testable import CommandKit

@Suite struct EvidenceTextTests {
  @Test("each round has a line, and the last one says that all come out again")
  func rounds() throws {
    let style = TextStyle(isColored: false)
    let log = CommandFixture.failing
    let read = try #require(DecisionLog(exported: log.exported))
    let lines = EvidenceText(log: read).lines(style)
    #expect(lines.count == 7)
    #expect(lines.first?.hasPrefix("TIME") == true)
    let round = try #require(lines.dropLast().last)
    #expect(round.hasPrefix("+60s") && round.contains("50%") && round.contains("rollBack"), "\(round)")
    #expect(lines.last == "Judged again, all 5 rounds come to the same verdict, to the last digit.")
    #expect(EvidenceText(log: DecisionLog(of: RolloutJudge(steps: [0.5], began: 0))).lines(style) == ["No round has been kept yet."])
  }
}
