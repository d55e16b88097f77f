import KubeCore

/// What `kubectl get` shows of nodes, events and roles.
enum ClusterColumns {
  static let nodes: [TableColumn] = [
    TableColumns.computed("Status", "The status of the node") { node in
      let status = node.condition("Ready").map { $0["status"] == "True" ? "Ready" : "NotReady" } ?? "Unknown"
      return .string(node["spec"]?["unschedulable"]?.bool == true ? status + ",SchedulingDisabled" : status)
    },
    TableColumns.computed("Roles", "The roles of the node") { node in
      let prefix = "node-role.kubernetes.io/"
      let roles = node.labels.keys.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }.sorted()
      return .string(roles.isEmpty ? "<none>" : roles.joined(separator: ","))
    },
    TableColumns.age,
    TableColumns.simple(
      "Version", "Kubelet Version reported by the node.", ["status", "nodeInfo", "kubeletVersion"], or: ""),
    address("Internal-IP", "InternalIP"), address("External-IP", "ExternalIP"),
    info("OS-Image", "osImage"), info("Kernel-Version", "kernelVersion"),
    info("Container-Runtime", "containerRuntimeVersion"),
  ]

  static let events: [TableColumn] = [
    TableColumn(name: "Last Seen", description: "Time at which the most recent occurrence of this event was recorded") {
      event, now in
      let core = EventForm.stored(
        event, of: ResourceType(group: "events.k8s.io", version: "v1", kind: "Event", plural: "events"))
      let time =
        core["series"]?["lastObservedTime"]?.string ?? core["lastTimestamp"]?.string
        ?? core["eventTime"]?.string ?? core["firstTimestamp"]?.string
      return TableColumn.age(time, now)
    },
    TableColumns.simple(
      "Type", "Type of this event (Normal, Warning), new types could be added in the future", ["type"], or: ""),
    TableColumns.simple("Reason", "The reason of the event.", ["reason"], or: ""),
    TableColumns.computed("Object", "What the event is about.") { event in
      let object = event["involvedObject"] ?? event["regarding"] ?? [:]
      return .string("\((object["kind"]?.string ?? "").lowercased())/\(object["name"]?.string ?? "")")
    },
    TableColumns.computed("Message", "A human-readable description of the status of this operation.") { event in
      event["message"] ?? event["note"] ?? ""
    },
  ]

  static let roles: [TableColumn] = [
    TableColumn(name: "Created At", type: "date", description: "When the role was created.") { object, _ in
      object.metadata["creationTimestamp"] ?? .null
    }
  ]

  static let bindings: [TableColumn] = [
    TableColumns.computed("Role", "The role that is bound.") { binding in
      .string("\(binding["roleRef"]?["kind"]?.string ?? "")/\(binding["roleRef"]?["name"]?.string ?? "")")
    },
    TableColumns.age,
  ]

  private static func address(_ name: String, _ type: String) -> TableColumn {
    TableColumns.computed(name, "An address of the node.", priority: 1) { node in
      node["status"]?["addresses"]?.elements.first { $0["type"]?.string == type }?["address"] ?? "<none>"
    }
  }

  private static func info(_ name: String, _ field: String) -> TableColumn {
    TableColumns.simple(
      name, "What the node reports of itself.", priority: 1, ["status", "nodeInfo", field], or: "<unknown>")
  }
}
