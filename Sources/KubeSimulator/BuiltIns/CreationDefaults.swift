import KubeCore

extension SimulatedCluster {
  /// What the server sets on a new object by itself; nobody owns these fields.
  mutating func prepareForCreation(_ object: inout JSONValue, _ definition: ResourceDefinition) {
    switch definition.storage {
    case "namespaces":
      object[["spec", "finalizers"]] = ["kubernetes"]
      object["status"] = ["phase": "Active"]
    case "apps/deployments", "nodes": object["status"] = [:]
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
    case "services": prepareService(&object)
    case "autoscaling/horizontalpodautoscalers": object["status"] = ["desiredReplicas": 0, "currentMetrics": .null]
    case "policy/poddisruptionbudgets":
      object["status"] = ["disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0]
    case "secrets": SecretData.encodeText(of: &object)
    case "apiextensions.k8s.io/customresourcedefinitions":
      object["status"] = DefinitionStatus.initial(object)
    case "persistentvolumeclaims", "persistentvolumes":
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

  /// Pods whose containers all ask for exactly what they are limited to are served first.
  private static func serviceClass(_ pod: JSONValue) -> JSONValue {
    let containers = pod["spec"]?["containers"]?.elements ?? []
    let isGuaranteed = containers.allSatisfy { container in
      ["cpu", "memory"].allSatisfy { name in
        let limit = container["resources"]?["limits"]?[name]
        return limit != nil && limit == container["resources"]?["requests"]?[name]
      }
    }
    return isGuaranteed ? "Guaranteed" : "Burstable"
  }

  private func preparePod(_ object: inout JSONValue) {
    let isGuaranteedNothing = object["spec"]?["containers"]?.elements.allSatisfy { container in
      (container["resources"]?["limits"] ?? container["resources"]?["requests"]) == nil
    }
    object["status"] = [
      "phase": "Pending", "qosClass": isGuaranteedNothing == true ? "BestEffort" : Self.serviceClass(object),
    ]
    var spec = object["spec"] ?? [:]
    if spec["serviceAccountName"] == nil { spec["serviceAccountName"] = "default" }
    spec["serviceAccount"] = spec["serviceAccountName"]
    if spec["priority"] == nil { spec["priority"] = 0 }
    if spec["preemptionPolicy"] == nil { spec["preemptionPolicy"] = "PreemptLowerPriority" }
    var tolerations = spec["tolerations"]?.elements ?? []
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      guard !tolerations.contains(where: { $0["key"]?.string == key }) else { continue }
      tolerations.append(
        ["key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300])
    }
    spec["tolerations"] = .array(tolerations)
    object["spec"] = spec
  }

  private mutating func prepareService(_ object: inout JSONValue) {
    object["status"] = ["loadBalancer": [:]]
    takeAddress(&object)
    allocateNodePorts(&object)
  }

  /// Gives a service its address.
  mutating func takeAddress(_ object: inout JSONValue) {
    let type = object["spec"]?["type"]?.string
    guard type != "ExternalName" else { return }
    if object["spec"]?["clusterIP"]?.string?.isEmpty != false {
      object[["spec", "clusterIP"]] = .string(addresses.take())
    }
    if let address = object["spec"]?["clusterIP"] { object[["spec", "clusterIPs"]] = [address] }
    if object["spec"]?["ipFamilies"] == nil { object[["spec", "ipFamilies"]] = ["IPv4"] }
    if object["spec"]?["ipFamilyPolicy"] == nil { object[["spec", "ipFamilyPolicy"]] = "SingleStack" }
  }
}
