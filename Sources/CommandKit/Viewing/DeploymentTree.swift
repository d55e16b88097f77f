import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

/// All that there is to see of one ModelDeployment: where it stands, its revisions with their traffic and pods, what the
/// analysis makes of the candidate, and what comes next.
struct DeploymentTree {
  let view: DeploymentView
  /// Those of its revisions; may be in any order.
  let pods: [Pod]
  let now: Timestamp
  /// Where sentences are broken; nowhere when `nil`.
  var width: Int?

  func lines(_ style: TextStyle) -> [String] {
    head(style) + [""] + revisions(style) + metrics(style)
  }

  private var status: ModelDeploymentStatus { view.status }

  private func head(_ style: TextStyle) -> [String] {
    var facts: [(String, String)] = [
      ("Name", "\(view.name)"), ("Namespace", view.metadata.namespace ?? ""),
      ("Status", PhaseText.colored(status.phase, style) + (status.step.map { "  step \($0.label)" } ?? "")),
      ("Strategy", view.strategy + (status.router.isEmpty ? "" : " over \(status.router)")),
    ]
    if !view.isObserved { facts.append(("Note", "the operator has not seen the newest spec yet")) }
    if let explanation = status.explanation {
      facts.append(("Now", explanation.message))
      if !explanation.next.isEmpty { facts.append(("Next", explanation.next + rest(until: explanation.nextTime))) }
    }
    for (position, command) in NextCommands.lines(view).enumerated() { facts.append((position == 0 ? "Try" : "", command)) }
    return facts.flatMap { FactText.lines($0.0, $0.1, style, width: width) }
  }

  private func rest(until time: Timestamp?) -> String {
    guard let time, time > now else { return "" }
    return " (\(HumanDuration.text(time - now)) left)"
  }
}

// MARK: - Revisions

extension DeploymentTree {
  private func revisions(_ style: TextStyle) -> [String] {
    var table = TextTable(["REVISION", "TRACK", "ASKED", "GIVEN", "READY", "AGE", "INFO"])
    for traffic in shares {
      table.rows.append(row(traffic, style))
      table.rows += pods(of: traffic.revision).map { row($0, style) }
    }
    guard !table.rows.isEmpty else { return [style.dim("No revision runs yet.")] }
    return table.lines(style)
  }

  /// The revisions that have a part, and those that are about to stop.
  private var shares: [TrafficStatus] {
    let known = Set(status.traffic.map(\.revision))
    let retiring = status.retiring.filter { !known.contains($0.revision) }.map { retiring in
      var share = TrafficStatus()
      (share.revision, share.track, share.confirmed) = (retiring.revision, .retired, true)
      return share
    }
    return status.traffic + retiring
  }

  private func row(_ share: TrafficStatus, _ style: TextStyle) -> [String] {
    let revision = [status.stable, status.candidate].compactMap { $0 }.first { $0.revision == share.revision }
    let given = share.given.text + (share.confirmed ? "" : " (not confirmed)")
    return [
      style.bold(share.revision), share.track.rawValue, share.asked.text,
      share.confirmed ? given : style.yellow(given),
      revision.map { "\($0.ready)/\($0.replicas)" } ?? "\(pods(of: share.revision).count { $0.isReady })", "",
      revision?.model ?? "",
    ]
  }

  private func pods(of revision: String) -> [Pod] {
    pods.filter { $0.metadata.labels?[SlipwayLabels.revision] == revision }
      .sorted { ($0.metadata.name ?? "") < ($1.metadata.name ?? "") }
  }

  private func row(_ pod: Pod, _ style: TextStyle) -> [String] {
    let state = PodState(pod)
    let text =
      state.isTrouble ? style.red(state.text) : pod.isReady ? style.green(state.text) : style.yellow(state.text)
    let age = pod.metadata.creationTimestamp.map { HumanDuration.text(now - $0) } ?? "<unknown>"
    return ["  " + (pod.metadata.name ?? ""), "", "", "", pod.isReady ? "yes" : "no", age, text]
  }
}

// MARK: - Analysis

extension DeploymentTree {
  private func metrics(_ style: TextStyle) -> [String] {
    guard let analysis = status.analysis, !analysis.metrics.isEmpty else { return [] }
    var table = TextTable(["METRIC", "VERDICT", "STABLE", "CANDIDATE", "EFFECT", "ALLOWED", "SAMPLES"])
    table.rows = analysis.metrics.map { metric in
      [
        metric.name, VerdictText.colored(metric.verdict, style), metric.stable ?? "-", metric.candidate ?? "-",
        metric.effect ?? "-", metric.bound ?? "-", metric.samples.map(String.init) ?? "-",
      ]
    }
    return [""] + table.lines(style)
  }
}
