import KubeCore
import SlipwayAPI
import TrafficRouters

/// Why a deployment is as it is, in sentences: the rule that holds, the facts, what comes next, and what every condition
/// says.
struct ExplanationText {
  let view: DeploymentView
  let now: Timestamp
  /// Where sentences are broken; nowhere when `nil`.
  var width: Int?

  func lines(_ style: TextStyle) -> [String] {
    var lines = [style.bold(view.name) + "  " + PhaseText.colored(view.status.phase, style)]
    guard view.isObserved else {
      return lines + ["The operator has not seen the newest spec yet. Is it running? `kubectl slipway doctor` looks."]
    }
    if let explanation = view.status.explanation {
      lines += entry("Rule", explanation.rule, style) + entry("Facts", explanation.message, style)
      lines += entry("Next", explanation.next + when(explanation.nextTime), style)
    }
    if let analysis = view.status.analysis {
      lines += entry("Verdict", analysis.message, style)
      for metric in analysis.metrics {
        guard let message = metric.message, !message.isEmpty else { continue }
        lines += entry("", "\(metric.name): \(message)", style)
      }
    }
    for rejected in view.status.rejectedRevisions {
      lines += entry("Rejected", "\(rejected.revision): \(rejected.message)", style)
    }
    for (position, command) in NextCommands.lines(view).enumerated() {
      lines += entry(position == 0 ? "Try" : "", command, style)
    }
    return lines + [""] + conditions(style) + advice(style)
  }

  /// What a GitOps tool has to leave alone.
  private func advice(_ style: TextStyle) -> [String] {
    guard case .success(let model) = ModelDeployment.validated(view.content),
      let settings = GitOpsAdvice.ignoreDifferences(for: model)
    else { return [] }
    let lines = settings.split(separator: "\n").map(String.init)
    return ["", style.dim("In the spec of the Argo CD Application that applies the route:")] + lines
  }

  private func entry(_ name: String, _ text: String, _ style: TextStyle) -> [String] {
    FactText.lines(name, text, style, width: width)
  }

  private func when(_ time: Timestamp?) -> String {
    guard let time else { return "" }
    return time > now ? " At the latest in \(HumanDuration.text(time - now))." : " It is due."
  }

  private func conditions(_ style: TextStyle) -> [String] {
    var table = TextTable(["CONDITION", "STATUS", "SINCE", "REASON", "MESSAGE"])
    table.rows = view.status.conditions.map { condition in
      [
        condition.type, condition.status.rawValue,
        condition.lastTransitionTime.map { HumanDuration.text(now - $0) } ?? "<unknown>", condition.reason ?? "",
        condition.message ?? "",
      ]
    }
    return table.rows.isEmpty ? [] : table.lines(style)
  }
}
