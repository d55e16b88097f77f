import KubeCore

extension SimulatedCluster {
  /// What the server sets on a new object by itself; nobody owns these fields.
  mutating func prepareForCreation(_ object: inout JSONValue, _ definition: ResourceDefinition) {
    DisabledFields.drop(from: &object, definition)
    switch definition.storage {
    case "namespaces":
      let given = object["spec"]?["finalizers"]?.elements ?? []
      object[["spec", "finalizers"]] = .array(given.contains("kubernetes") ? given : given + ["kubernetes"])
      object["status"] = ["phase": "Active"]
    case "nodes": if object["status"] == nil { object["status"] = [:] }
    case "apps/deployments": object["status"] = [:]
    case "apps/replicasets": object["status"] = ["replicas": 0]
    case "batch/jobs":
      object["status"] = [:]
      JobDefaults.setSelector(of: &object)
      if object.labels.isEmpty { object.setMetadata("labels", object["spec"]?["template"]?["metadata"]?["labels"]) }
    case "apps/daemonsets":
      object["status"] = [
        "currentNumberScheduled": 0, "numberMisscheduled": 0, "desiredNumberScheduled": 0, "numberReady": 0,
      ]
    case "batch/cronjobs": object["status"] = [:]
    case "pods": preparePod(&object)
    case "services": object["status"] = ["loadBalancer": [:]]
    case "autoscaling/horizontalpodautoscalers": object["status"] = ["desiredReplicas": 0, "currentMetrics": .null]
    case "policy/poddisruptionbudgets":
      object["status"] = ["disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0]
    case EndpointDefaults.slices: EndpointDefaults.dropTopology(&object)
    case "secrets": SecretData.encodeText(of: &object)
    case "apiextensions.k8s.io/customresourcedefinitions":
      object["status"] = DefinitionStatus.initial(object)
    case "coordination.k8s.io/leases":
      // Coordinated elections are not enabled by default.
      for field in ["strategy", "preferredHolder"] { object[["spec", field]] = nil }
    case "serviceaccounts": ObjectDefaults.bareSecrets(&object)
    case "persistentvolumeclaims", "persistentvolumes":
      if definition.storage == "persistentvolumeclaims" { ClaimSources.align(&object) }
      let finalizer = definition.storage == "persistentvolumes" ? "pv-protection" : "pvc-protection"
      let finalizers = object.finalizers + ["kubernetes.io/\(finalizer)"]
      object.setMetadata("finalizers", .array(finalizers.map { .string($0) }))
      object["status"] = ["phase": "Pending"]
      if definition.storage == "persistentvolumes" {
        object[["status", "lastPhaseTransitionTime"]] = object.metadata["creationTimestamp"]
      }
    default: if definition.hasStatus, !definition.isCustom { object["status"] = [:] }
    }
  }

  private func preparePod(_ object: inout JSONValue) {
    object["status"] = ["phase": "Pending", "qosClass": .string(ServiceClass.of(object))]
    if object["spec"]?["schedulingGates"]?.elements.isEmpty == false {
      object[["status", "conditions"]] = [
        [
          "type": "PodScheduled", "status": "False", "reason": "SchedulingGated",
          "message": "Scheduling is blocked due to non-empty scheduling gates", "lastProbeTime": .null,
          "lastTransitionTime": object.metadata["creationTimestamp"] ?? .null,
        ]
      ]
    }
    var spec = object["spec"] ?? [:]
    if spec["serviceAccountName"] == nil { spec["serviceAccountName"] = "default" }
    spec["serviceAccount"] = spec["serviceAccountName"]
    if spec["priority"] == nil { spec["priority"] = 0 }
    if spec["preemptionPolicy"] == nil { spec["preemptionPolicy"] = "PreemptLowerPriority" }
    object["spec"] = spec
    Self.addTolerations(to: &object)
  }

  /// A pod that says nothing of nodes in trouble stays on one for five minutes, whenever it is written.
  static func addTolerations(to pod: inout JSONValue) {
    var tolerations = pod["spec"]?["tolerations"]?.elements ?? []
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      guard !tolerations.contains(where: { Self.tolerates($0, key) }) else { continue }
      tolerations.append(
        ["key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300])
    }
    pod[["spec", "tolerations"]] = .array(tolerations)
  }

  /// Whether somebody has said already what becomes of a pod whose node has a taint that evicts.
  private static func tolerates(_ toleration: JSONValue, _ key: String) -> Bool {
    ["", key].contains(FieldRules.text(toleration, "key"))
      && ["", "NoExecute"].contains(FieldRules.text(toleration, "effect"))
  }
}
