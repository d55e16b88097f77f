import KubeCore

/// What `kubectl get pods` shows.
enum PodColumns {
  static let columns: [TableColumn] = [
    TableColumns.computed("Ready", "The aggregate readiness state of this pod for accepting traffic.") { pod in
      let summary = PodSummary(pod)
      return .string("\(summary.ready)/\(summary.total)")
    },
    TableColumns.computed("Status", "The aggregate status of the containers in this pod.") {
      .string(PodSummary($0).reason)
    },
    TableColumn(
      name: "Restarts",
      description: "The number of times the containers in this pod have been restarted and when the last container in "
        + "this pod has restarted."
    ) { pod, now in
      let summary = PodSummary(pod)
      guard summary.restarts != 0, let last = summary.lastRestart else { return .string(String(summary.restarts)) }
      return .string("\(summary.restarts) (\(HumanDuration.text(now - last)) ago)")
    },
    TableColumns.age,
    TableColumns.computed("IP", ColumnDescriptions.podIP, priority: 1) { pod in
      let address = (pod["status"]?["podIPs"]?[0]?["ip"] ?? pod["status"]?["podIP"])?.string ?? ""
      return address.isEmpty ? "<none>" : .string(address)
    },
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

  /// What the row of a pod that has ended is marked with.
  static func rowConditions(of pod: JSONValue) -> JSONValue? {
    let reason: (name: JSONValue, message: JSONValue)
    switch pod["status"]?["phase"] {
    case "Succeeded": reason = ("Succeeded", "The pod has completed successfully.")
    case "Failed": reason = ("Failed", "The pod failed.")
    default: return nil
    }
    return [["type": "Completed", "status": "True", "reason": reason.name, "message": reason.message]]
  }
}
