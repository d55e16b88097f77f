import Analysis
import KubeCore
import SlipwayAPI

/// What would have happened in a rollout, for people and for programs.
struct RehearsalText {
  let rehearsal: RolloutRehearsal
  let weights: [BasisPoints]

  /// The lines of a terminal.
  ///
  /// - Parameter width: its columns; `nil` where there may be any number.
  func lines(_ style: TextStyle, width: Int? = nil) -> [String] {
    var table = TextTable(["AFTER", "STEP", "WEIGHT", "DECISION", "REASON"])
    table.rows = rehearsal.turns.map { turn in
      [
        OutlookText.duration(turn.seconds), "\(turn.step + 1)/\(weights.count)", weight(turn.step), word(turn, style),
        turn.reason,
      ]
    }
    // Beside the chart stand its rates, in 7 columns at most.
    let chart = rehearsal.trace.chart(width: min(72, (width ?? 80) - 8))
    return (table.rows.isEmpty ? [] : table.lines(style) + [""]) + [sentence]
      + (rehearsal.report.map { [$0.text + "."] } ?? [])
      + (chart.isEmpty ? [] : ["", "Errors: the candidate's rate (o) with what it may be (|), and stable's (-)"] + chart)
  }

  private func weight(_ step: Int) -> String { weights.indices.contains(step) ? weights[step].text : "" }

  private func word(_ turn: RolloutRehearsal.Turn, _ style: TextStyle) -> String {
    switch turn.outcome {
    case .advance: turn.step + 1 < weights.count ? style.green("next step") : style.green("promoted")
    case .promote: style.green("promoted")
    case .rollBack: style.red("rolled back")
    case .retreat: style.yellow("step back")
    case .hold: style.yellow("held")
    case .wait: "waits"
    }
  }

  private var sentence: String {
    switch rehearsal.end {
    case .promoted: "It would have been promoted."
    case .rolledBack: "It would have been rolled back."
    case .open: "Nothing would have been decided with what there was: " + (rehearsal.last?.reason ?? "there was no data")
    }
  }

  var json: JSONValue {
    let end: JSONValue =
      switch rehearsal.end {
      case .promoted: "Promoted"
      case .rolledBack: "RolledBack"
      case .open: "Open"
      }
    var json: JSONValue = [
      "outcome": end,
      "turns": .array(
        rehearsal.turns.map {
          [
            "seconds": .double($0.seconds.rounded()), "step": .integer(Int64($0.step)),
            "weight": .string(weight($0.step)), "decision": .string(word($0, TextStyle(isColored: false))),
            "reason": .string($0.reason),
          ]
        }),
    ]
    if let report = rehearsal.report {
      json["rounds"] = [
        "count": .integer(Int64(report.rounds)), "stableErrorRate": .double(report.stable),
        "candidateErrorRate": .double(report.candidate), "welchP": report.welch.map { .double($0) } ?? .null,
        "mannWhitneyP": report.mannWhitney.map { .double($0) } ?? .null,
      ]
    }
    return json
  }
}
