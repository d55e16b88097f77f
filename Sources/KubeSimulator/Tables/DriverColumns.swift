import KubeCore

/// What `kubectl get` shows of drivers of storage, what they attach, and devices.
enum DriverColumns {
  private typealias Text = ColumnDescriptions

  static let drivers: [TableColumn] = [
    flag("AttachRequired", Text.driverAttaches, "attachRequired", or: true),
    flag("PodInfoOnMount", Text.driverPodInfo, "podInfoOnMount"),
    flag("StorageCapacity", Text.driverCapacity, "storageCapacity"),
    TableColumns.computed("TokenRequests", Text.driverTokens) { driver in
      guard let requests = driver["spec"]?["tokenRequests"]?.array else { return "<unset>" }
      return .string(requests.compactMap { $0["audience"]?.string }.joined(separator: ","))
    },
    flag("RequiresRepublish", Text.driverRepublishes, "requiresRepublish"),
    TableColumns.computed("Modes", Text.driverModes) { driver in
      let modes = driver["spec"]?["volumeLifecycleModes"]?.elements.compactMap(\.string) ?? []
      return .string(modes.isEmpty ? "<none>" : modes.joined(separator: ","))
    },
    TableColumns.age,
  ]

  static let nodes: [TableColumn] = [
    TableColumns.computed(
      "Drivers", "Drivers indicates the number of CSI drivers registered on the node", type: "integer"
    ) { .count($0["spec"]?["drivers"]?.elements.count ?? 0) },
    TableColumns.age,
  ]

  static let attachments: [TableColumn] = [
    TableColumn(name: "Attacher", format: "name", description: Text.attacher) { attachment, _ in
      attachment["spec"]?["attacher"] ?? ""
    },
    TableColumns.simple("PV", Text.attachedVolume, ["spec", "source", "persistentVolumeName"], or: ""),
    TableColumns.simple("Node", Text.attachedNode, ["spec", "nodeName"], or: ""),
    TableColumns.simple("Attached", Text.attached, type: "boolean", ["status", "attached"], or: false),
    TableColumns.age,
  ]

  static let attributes: [TableColumn] = [
    TableColumns.simple("DriverName", "Name of the CSI driver This field is immutable.", ["driverName"], or: ""),
    TableColumns.age,
  ]

  static let claims: [TableColumn] = [
    TableColumns.computed("State", "A summary of the current state (allocated, pending, reserved, etc.).") { claim in
      let isAllocated = claim["status"]?["allocation"] != nil
      let isReserved = isAllocated && claim["status"]?["reservedFor"]?.elements.isEmpty == false
      let states = [
        ("deleted", claim.isDeleting), ("pending", !isAllocated && !claim.isDeleting), ("allocated", isAllocated),
        ("reserved", isReserved),
      ]
      return .string(states.filter(\.1).map(\.0).joined(separator: ","))
    },
    TableColumns.age,
  ]

  static let slices: [TableColumn] = [
    TableColumns.simple("Node", Text.sliceNode, ["spec", "nodeName"], or: ""),
    TableColumns.simple("Driver", Text.sliceDriver, ["spec", "driver"], or: ""),
    TableColumns.simple("Pool", Text.slicePool, ["spec", "pool", "name"], or: ""), TableColumns.age,
  ]

  private static func flag(_ name: String, _ description: String, _ field: String, or fallback: JSONValue = false)
    -> TableColumn
  {
    TableColumns.simple(name, description, type: "boolean", ["spec", field], or: fallback)
  }
}
