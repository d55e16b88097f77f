import CommandKit
import KubeCore
import SlipwayAPI

/// Renders a frame as lines of plain text: all that matters is in words and figures, colour only helps.
struct FrameText: Sendable {
  let style: TextStyle
  /// Columns of the terminal.
  let width: Int

  func lines(_ frame: DemoFrame) -> [String] {
    var lines = [header(frame), ""]
    if let status = frame.status, frame.preparation == nil {
      lines += rollout(status, frame) + [""] + metrics(status) + [""] + explanation(status)
    } else {
      lines += ["  " + (frame.preparation ?? "waiting for the first status")]
    }
    lines += ["", traffic(frame), style.dim("  kubectl --kubeconfig \(frame.kubeconfig) get mdl,deploy,pods -A")]
    return lines.map { TextStyle.clip($0, to: width) }
  }

  private func header(_ frame: DemoFrame) -> String {
    let title = style.bold("Slipway demo")
    return "\(title)  \(frame.scenario.rawValue)  \(frame.model)  seed \(frame.seed)  \(Self.clock(frame.elapsed))"
  }

  static func clock(_ seconds: Int) -> String {
    let second = String(seconds % 60)
    return "\(seconds / 60):" + (second.count < 2 ? "0" : "") + second
  }

  private func rollout(_ status: ModelDeploymentStatus, _ frame: DemoFrame) -> [String] {
    let step = status.step.map { "  step \($0.label)" } ?? ""
    var lines = ["  phase      \(PhaseText.colored(status.phase, style))\(step)"]
    if let stable = status.stable { lines.append(revision("stable", stable, status, frame)) }
    if let candidate = status.candidate { lines.append(revision("candidate", candidate, status, frame)) }
    return lines
  }

  private func revision(
    _ track: String, _ revision: RevisionStatus, _ status: ModelDeploymentStatus, _ frame: DemoFrame
  ) -> String {
    let given = status.traffic.first { $0.revision == revision.revision }?.given ?? .zero
    let filled = min(20, (given.rawValue + 250) / 500)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
    let version = frame.versions[revision.revision] ?? ""
    return "  \(TextStyle.pad(track, to: 10)) \(revision.revision)  \(TextStyle.pad(version, to: 14)) \(bar) "
      + "\(TextStyle.pad(given.text, to: 7)) \(revision.ready)/\(revision.replicas) ready"
  }

  private func metrics(_ status: ModelDeploymentStatus) -> [String] {
    guard let analysis = status.analysis, !analysis.metrics.isEmpty else {
      return [style.dim("  metric     no candidate is being judged")]
    }
    let head = style.dim("  metric     stable      candidate   effect          verdict")
    return [head]
      + analysis.metrics.map { metric in
        let columns = [
          (metric.name, 10), (metric.stable ?? "-", 11), (metric.candidate ?? "-", 11), (metric.effect ?? "-", 15),
        ].map { TextStyle.pad($0.0, to: $0.1) }
        return "  " + columns.joined(separator: " ") + " " + VerdictText.colored(metric.verdict, style)
      }
  }

  private func explanation(_ status: ModelDeploymentStatus) -> [String] {
    guard let explanation = status.explanation else { return [] }
    let text = explanation.message.split(whereSeparator: \.isNewline).joined(separator: " ")
    return ["  now        \(text)"] + (explanation.next.isEmpty ? [] : ["  next       \(explanation.next)"])
  }

  private func traffic(_ frame: DemoFrame) -> String {
    "  traffic    \(frame.counts.requests) requests  \(frame.rate)/s  \(frame.counts.failed) failed  "
      + "\(frame.counts.dropped) dropped"
  }
}
