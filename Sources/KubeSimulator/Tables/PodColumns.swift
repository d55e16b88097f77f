import KubeCore

/// What `kubectl get pods` shows.
enum PodColumns {
  static let columns: [TableColumn] = [
    TableColumns.computed("Ready", "The aggregate readiness state of this pod for accepting traffic.") { pod in
      // Containers that start first and stay count among the others.
      let sidecars = (pod["spec"]?["initContainers"]?.elements ?? []).filter { $0["restartPolicy"] == "Always" }
      let names = Set(sidecars.map(\.memberName))
      let early = (pod["status"]?["initContainerStatuses"]?.elements ?? []).filter { names.contains($0.memberName) }
      let statuses = (pod["status"]?["containerStatuses"]?.elements ?? []) + early
      let ready = statuses.count { $0["ready"]?.bool == true && $0["state"]?["running"] != nil }
      return .string("\(ready)/\((pod["spec"]?["containers"]?.elements.count ?? 0) + sidecars.count)")
    },
    TableColumns.computed("Status", "The aggregate status of the containers in this pod.") { .string(status(of: $0)) },
    TableColumn(
      name: "Restarts",
      description: "The number of times the containers in this pod have been restarted and when the last container in "
        + "this pod has restarted."
    ) { pod, now in
      let statuses = pod["status"]?["containerStatuses"]?.elements ?? []
      let count = statuses.reduce(Int64(0)) { $0 + min($1["restartCount"]?.integer ?? 0, 1_000_000_000) }
      let last = statuses.compactMap { $0["lastState"]?["terminated"]?["finishedAt"]?.string.flatMap { Timestamp($0) } }
        .max()
      guard count > 0, let last else { return .string(String(count)) }
      return .string("\(count) (\(HumanDuration.text(now - last)) ago)")
    },
    TableColumns.age,
    TableColumns.simple("IP", ColumnDescriptions.podIP, priority: 1, ["status", "podIP"]),
    TableColumns.simple("Node", ColumnDescriptions.podNode, priority: 1, ["spec", "nodeName"]),
    TableColumns.simple(
      "Nominated Node", ColumnDescriptions.podNominatedNode, priority: 1, ["status", "nominatedNodeName"]),
    TableColumns.computed("Readiness Gates", ColumnDescriptions.podReadinessGates, priority: 1) { pod in
      let gates = pod["spec"]?["readinessGates"]?.elements ?? []
      guard !gates.isEmpty else { return "<none>" }
      let met = gates.count { gate in
        gate["conditionType"]?.string.flatMap { pod.condition($0) }?["status"] == "True"
      }
      return .string("\(met)/\(gates.count)")
    },
  ]

  /// The phase, or what the containers have to say that is more to the point.
  static func status(of pod: JSONValue) -> String {
    var text = pod["status"]?["reason"]?.string ?? pod["status"]?["phase"]?.string ?? "Unknown"
    if pod.condition("PodScheduled")?["reason"] == "SchedulingGated" { text = "SchedulingGated" }
    let statuses = pod["status"]?["containerStatuses"]?.elements ?? []
    var isRunning = false
    for status in statuses.reversed() {
      let state = status["state"]
      if let reason = state?["waiting"]?["reason"]?.string, !reason.isEmpty {
        text = reason
      } else if let terminated = state?["terminated"] {
        text = reason(of: terminated)
      } else if status["ready"]?.bool == true, state?["running"] != nil {
        isRunning = true
      }
    }
    if text == "Completed", isRunning { text = PodFacts.isReady(pod) ? "Running" : "NotReady" }
    return pod.isDeleting ? "Terminating" : text
  }

  private static func reason(of terminated: JSONValue) -> String {
    if let reason = terminated["reason"]?.string, !reason.isEmpty { return reason }
    if let signal = terminated["signal"]?.integer, signal != 0 { return "Signal:\(signal)" }
    return "ExitCode:\(terminated["exitCode"]?.integer ?? 0)"
  }
}
