import KubeCore

/// What `kubectl get` shows of deployments and replica sets.
enum WorkloadColumns {
  static let deployments: [TableColumn] = [
    readyOfDesired,
    count(
      "Up-to-date", ColumnDescriptions.deploymentUpToDate,
      "updatedReplicas", type: "string"),
    count("Available", ColumnDescriptions.deploymentAvailable, "availableReplicas", type: "string"),
    TableColumns.age, containers, images, selector(ColumnDescriptions.deploymentSelector),
  ]

  static let replicaSets: [TableColumn] = [
    TableColumns.simple(
      "Desired", ColumnDescriptions.replicaSetDesired, type: "integer", ["spec", "replicas"], or: 0),
    count("Current", ColumnDescriptions.replicaSetCurrent, "replicas"),
    count("Ready", ColumnDescriptions.replicaSetReady, "readyReplicas"),
    TableColumns.age, containers, images, selector(ColumnDescriptions.replicaSetSelector),
  ]

  static let replicationControllers: [TableColumn] = [
    TableColumns.simple(
      "Desired", ColumnDescriptions.replicationControllerDesired, type: "integer", ["spec", "replicas"], or: 0),
    count("Current", ColumnDescriptions.replicationControllerCurrent, "replicas"),
    count("Ready", ColumnDescriptions.replicationControllerReady, "readyReplicas"),
    TableColumns.age, containers, images,
    TableColumns.computed("Selector", ColumnDescriptions.replicationControllerSelector, priority: 1) {
      ColumnText.labels($0["spec"]?["selector"]?.stringMap)
    },
  ]

  static let statefulSets: [TableColumn] = [
    readyOfDesired,
    TableColumns.age, containers, images,
  ]

  static let daemonSets: [TableColumn] = [
    count("Desired", ColumnDescriptions.daemonSetDesired, "desiredNumberScheduled"),
    count("Current", ColumnDescriptions.daemonSetCurrent, "currentNumberScheduled"),
    count("Ready", ColumnDescriptions.daemonSetReady, "numberReady"),
    count("Up-to-date", ColumnDescriptions.daemonSetUpToDate, "updatedNumberScheduled"),
    count("Available", ColumnDescriptions.daemonSetAvailable, "numberAvailable"),
    TableColumns.computed("Node Selector", ColumnDescriptions.daemonSetNodeSelector) {
      ColumnText.labels($0[["spec", "template", "spec", "nodeSelector"]]?.stringMap)
    },
    TableColumns.age, containers, images, selector(ColumnDescriptions.daemonSetSelector),
  ]

  static let podTemplates: [TableColumn] = [
    TableColumns.computed("Containers", "Names of each container in the template.") {
      ColumnText.containers($0[["template", "spec"]], "name")
    },
    TableColumns.computed("Images", "Images referenced by each container in the template.") {
      ColumnText.containers($0[["template", "spec"]], "image")
    },
    TableColumns.computed("Pod Labels", "The labels for the pod template.") {
      ColumnText.labels($0[["template", "metadata", "labels"]]?.stringMap)
    },
  ]

  static let revisions: [TableColumn] = [
    TableColumns.computed("Controller", "Controller of the object") { object in
      guard let owner = object.controller else { return "<none>" }
      let group = owner["apiVersion"]?.string.flatMap { $0.contains("/") ? $0.split(separator: "/").first : nil } ?? ""
      let kind = (owner["kind"]?.string ?? "").lowercased()
      return .string("\(kind)\(group.isEmpty ? "" : ".\(group)")/\(owner["name"]?.string ?? "")")
    },
    TableColumns.simple(
      "Revision", "Revision indicates the revision of the state represented by Data.", ["revision"], or: 0),
    TableColumns.age,
  ]

  /// The scale subresource of a custom kind.
  ///
  /// Source: `k8s.io/apiextensions-apiserver/pkg/apiserver`, scaleTable.
  static let customScales: [TableColumn] = [
    TableColumns.name,
    TableColumns.simple("Desired", "Number of desired replicas", type: "integer", ["spec", "replicas"], or: 0),
    count("Available", "Number of actual replicas", "replicas"),
    TableColumn(name: "Age", type: "date", description: TableColumns.age.description, cell: TableColumns.age.cell),
  ]

  /// The scale subresource of a built-in kind.
  static let scales: [TableColumn] = [
    TableColumns.plainName,
    TableColumns.simple(
      "Desired", ColumnDescriptions.scaleDesired, type: "integer", ["spec", "replicas"], or: 0),
    count("Available", ColumnDescriptions.scaleAvailable, "replicas"),
    TableColumns.age,
  ]

  private static func count(
    _ name: String, _ description: String, _ field: String, type: String = "integer"
  ) -> TableColumn {
    TableColumns.simple(name, description, type: type, ["status", field], or: 0)
  }

  private static let readyOfDesired = TableColumns.computed("Ready", "Number of the pod with ready state") { object in
    let ready = object["status"]?["readyReplicas"]?.integer ?? 0
    return .string("\(ready)/\(object["spec"]?["replicas"]?.integer ?? 0)")
  }
  private static let containers = TableColumns.computed(
    "Containers", "Names of each container in the template.", priority: 1
  ) { ColumnText.containers($0[["spec", "template", "spec"]], "name") }
  private static let images = TableColumns.computed(
    "Images", "Images referenced by each container in the template.", priority: 1
  ) { ColumnText.containers($0[["spec", "template", "spec"]], "image") }

  private static func selector(_ description: String) -> TableColumn {
    TableColumns.computed("Selector", description, priority: 1) { ColumnText.selector($0["spec"]?["selector"]) }
  }
}
