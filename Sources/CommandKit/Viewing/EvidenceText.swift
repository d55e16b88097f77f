import Analysis
import KubeCore

/// What a judge saw and concluded lately, round by round, and whether it comes out again.
struct EvidenceText {
  let log: DecisionLog

  func lines(_ style: TextStyle) -> [String] {
    let entries = log.entries
    guard let first = entries.first else { return ["No round has been kept yet."] }
    var table = TextTable(["TIME", "STEP", "WEIGHT", "PODS", "VERDICT", "HARM"])
    table.rows = entries.map { entry in
      [
        "+\(Int((entry.look.time - first.look.time).rounded()))s", "\(entry.look.step + 1)", "\(Int((entry.look.weight * 100).rounded()))%",
        "\(entry.samples.count)",
        entry.outcome == .rollBack ? style.yellow(entry.outcome.rawValue) : entry.outcome.rawValue,
        entry.harmText,
      ]
    }
    return table.lines(style) + [conclusion]
  }

  private var conclusion: String {
    guard let place = log.firstDifference() else {
      return "Judged again, all \(log.count) rounds come to the same verdict, to the last digit."
    }
    return "Judged again, round \(place + 1) of \(log.count) comes to another verdict: this program is not the one that judged."
  }
}
