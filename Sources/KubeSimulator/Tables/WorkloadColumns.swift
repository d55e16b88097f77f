import KubeCore

/// What `kubectl get` shows of deployments and replica sets.
enum WorkloadColumns {
  static let deployments: [TableColumn] = [
    TableColumns.computed("Ready", "Number of the pod with ready state") { object in
      let ready = object["status"]?["readyReplicas"]?.integer ?? 0
      return .string("\(ready)/\(object["spec"]?["replicas"]?.integer ?? 0)")
    },
    count(
      "Up-to-date", "Total number of non-terminated pods of this deployment with the desired template.",
      "updatedReplicas"),
    count("Available", "Total number of available pods of this deployment.", "availableReplicas"),
    TableColumns.age, containers, images, selector,
  ]

  static let replicaSets: [TableColumn] = [
    TableColumns.simple("Desired", "Number of desired pods.", type: "integer", ["spec", "replicas"], or: 0),
    count("Current", "Number of current pods.", "replicas"),
    count("Ready", "Number of ready pods.", "readyReplicas"),
    TableColumns.age, containers, images, selector,
  ]

  static let replicationControllers = Array(replicaSets.dropLast()) + [
    TableColumns.computed("Selector", "Label selector for pods.", priority: 1) {
      ColumnText.labels($0["spec"]?["selector"]?.stringMap)
    }
  ]

  static let statefulSets: [TableColumn] = [
    TableColumns.computed("Ready", "Number of the pod with ready state") { object in
      let ready = object["status"]?["readyReplicas"]?.integer ?? 0
      return .string("\(ready)/\(object["spec"]?["replicas"]?.integer ?? 0)")
    },
    TableColumns.age, containers, images,
  ]

  static let daemonSets: [TableColumn] = [
    count("Desired", "Number of nodes that should run the pod.", "desiredNumberScheduled"),
    count("Current", "Number of nodes that run a pod and should.", "currentNumberScheduled"),
    count("Ready", "Number of nodes with a pod that is ready.", "numberReady"),
    count("Up-to-date", "Number of nodes with a pod of the newest template.", "updatedNumberScheduled"),
    count("Available", "Number of nodes with a pod that is available.", "numberAvailable"),
    TableColumns.computed("Node Selector", "The labels of the nodes that run the pod.") {
      ColumnText.labels($0[["spec", "template", "spec", "nodeSelector"]]?.stringMap)
    },
    TableColumns.age, containers, images, selector,
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
      guard let owner = object.ownerReferences.first(where: { $0["controller"]?.bool == true }) else { return "<none>" }
      let group = owner["apiVersion"]?.string.flatMap { $0.contains("/") ? $0.split(separator: "/").first : nil } ?? ""
      let kind = (owner["kind"]?.string ?? "").lowercased()
      return .string("\(kind)\(group.isEmpty ? "" : ".\(group)")/\(owner["name"]?.string ?? "")")
    },
    TableColumns.simple(
      "Revision", "Revision indicates the revision of the state represented by Data.", type: "integer", ["revision"],
      or: 0),
    TableColumns.age,
  ]

  /// The scale subresource of any kind.
  static let scales: [TableColumn] = [
    TableColumns.name,
    TableColumns.simple(
      "Desired", "desired number of instances for the scaled object.", type: "integer", ["spec", "replicas"], or: 0),
    count("Available", "actual number of observed instances of the scaled object.", "replicas"),
    TableColumns.age,
  ]

  private static func count(_ name: String, _ description: String, _ field: String) -> TableColumn {
    TableColumns.simple(name, description, type: "integer", ["status", field], or: 0)
  }

  private static let containers = TableColumns.computed(
    "Containers", "Names of each container in the template.", priority: 1
  ) { ColumnText.containers($0[["spec", "template", "spec"]], "name") }
  private static let images = TableColumns.computed(
    "Images", "Images referenced by each container in the template.", priority: 1
  ) { ColumnText.containers($0[["spec", "template", "spec"]], "image") }
  private static let selector = TableColumns.computed(
    "Selector", "Label selector for pods.", priority: 1
  ) { ColumnText.selector($0["spec"]?["selector"]) }
}
