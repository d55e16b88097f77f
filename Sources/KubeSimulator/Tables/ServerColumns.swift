import KubeCore

/// What `kubectl get` shows of how the server shares itself, its addresses, and other servers.
enum ServerColumns {
  private typealias Text = ColumnDescriptions

  static let flows: [TableColumn] = [
    TableColumns.simple("PriorityLevel", Text.flowLevel, ["spec", "priorityLevelConfiguration", "name"], or: ""),
    TableColumns.simple("MatchingPrecedence", Text.flowPrecedence, ["spec", "matchingPrecedence"], or: 0),
    TableColumns.simple("DistinguisherMethod", Text.flowMethod, ["spec", "distinguisherMethod", "type"]),
    TableColumns.age,
    TableColumns.computed("MissingPL", "references a broken or non-existent PriorityLevelConfiguration") {
      $0.condition("Dangling")?["status"] ?? "?"
    },
  ]

  static let levels: [TableColumn] = [
    TableColumns.simple("Type", Text.levelType, ["spec", "type"], or: ""),
    TableColumns.simple("NominalConcurrencyShares", Text.levelShares, ["spec", "limited", "nominalConcurrencyShares"]),
    queuing("Queues", Text.levelQueues, "queues"), queuing("HandSize", Text.levelHand, "handSize"),
    queuing("QueueLengthLimit", Text.levelLength, "queueLengthLimit"), TableColumns.age,
  ]

  private static func queuing(_ name: String, _ description: String, _ field: String) -> TableColumn {
    TableColumns.simple(name, description, ["spec", "limited", "limitResponse", "queuing", field])
  }

  static let addresses: [TableColumn] = [
    TableColumns.computed("ParentRef", Text.addressParent) { address in
      guard let parent = address["spec"]?["parentRef"] else { return "<none>" }
      func text(_ name: String) -> String { parent[name]?.string ?? "" }
      let kind = [text("resource"), text("group")].filter { !$0.isEmpty }.joined(separator: ".").lowercased()
      return .string([kind, text("namespace"), text("name")].filter { !$0.isEmpty }.joined(separator: "/"))
    }
  ]

  static let ranges: [TableColumn] = [
    TableColumns.computed("CIDRs", Text.rangeNetworks) {
      .string(($0["spec"]?["cidrs"]?.elements ?? []).compactMap(\.string).joined(separator: ","))
    },
    TableColumns.age,
  ]

  static let services: [TableColumn] = [
    TableColumns.computed("Service", "The reference to the service that hosts this API endpoint.") { service in
      guard let target = service["spec"]?["service"] else { return "Local" }
      return .string("\(target["namespace"]?.string ?? "")/\(target["name"]?.string ?? "")")
    },
    TableColumns.computed("Available", "Whether this service is available.") { service in
      guard let condition = service.condition("Available") else { return "Unknown" }
      let (status, reason) = (condition["status"]?.string ?? "", condition["reason"]?.string ?? "")
      return .string(status == "True" || reason.isEmpty ? status : "\(status) (\(reason))")
    },
    TableColumns.age,
  ]
}
