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

  private static func count(_ name: String, _ description: String, _ field: String) -> TableColumn {
    TableColumns.simple(name, description, type: "integer", ["status", field], or: 0)
  }

  private static let containers = TableColumns.computed(
    "Containers", "Names of each container in the template.", priority: 1
  ) { joined($0, "name") }
  private static let images = TableColumns.computed(
    "Images", "Images referenced by each container in the template.", priority: 1
  ) { joined($0, "image") }
  private static let selector = TableColumns.computed(
    "Selector", "Label selector for pods.", priority: 1
  ) { object in
    let parsed = object["spec"]?["selector"].flatMap { try? JSONCoding.decode(LabelSelector.self, from: $0) }
    return .string(parsed?.description ?? "<none>")
  }

  private static func joined(_ object: JSONValue, _ field: String) -> JSONValue {
    let containers = object["spec"]?["template"]?["spec"]?["containers"]?.elements ?? []
    return .string(containers.compactMap { $0[field]?.string }.joined(separator: ","))
  }
}
