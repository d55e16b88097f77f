import KubeCore
import SlipwayAPI

/// The rollouts that have ended, newest first, with what decided each.
struct HistoryText {
  let view: DeploymentView
  let now: Timestamp

  func lines(_ style: TextStyle) -> [String] {
    guard !view.status.history.isEmpty else { return ["No rollout has ended yet."] }
    var table = TextTable(["REVISION", "OUTCOME", "ENDED", "TOOK", "REASON", "MESSAGE"])
    table.rows = view.status.history.map { entry in
      let took = entry.startTime.flatMap { start in entry.endTime.map { HumanDuration.text($0 - start) } }
      let isGood = entry.outcome == .promoted
      return [
        entry.revision, isGood ? style.green(entry.outcome.rawValue) : style.yellow(entry.outcome.rawValue),
        entry.endTime.map { "\(HumanDuration.text(now - $0)) ago" } ?? "<unknown>", took ?? "<unknown>", entry.reason,
        entry.message,
      ]
    }
    return table.lines(style)
  }
}
