import KubeCore

/// Defaults of sets of pods that depend on other fields.
enum WorkloadDefaults {
  static func apply(to object: inout JSONValue, _ storage: String) {
    switch storage {
    case "apps/statefulsets": applyToStatefulSet(&object)
    case "apps/daemonsets": applyToDaemonSet(&object)
    case "replicationcontrollers": applyToReplicationController(&object)
    default: break
    }
  }

  private static func applyToStatefulSet(_ object: inout JSONValue) {
    let strategy = object["spec"]?["updateStrategy"]
    let isOpen = strategy?["type"]?.string?.isEmpty != false
    if isOpen { object[["spec", "updateStrategy", "type"]] = "RollingUpdate" }
    // Who names the strategy says all of it.
    if isOpen || strategy?["type"] == "RollingUpdate" && strategy?["rollingUpdate"] != nil,
      strategy?["rollingUpdate"]?["partition"] == nil
    {
      object[["spec", "updateStrategy", "rollingUpdate", "partition"]] = 0
    }
    for moment in ["whenDeleted", "whenScaled"]
    where object["spec"]?["persistentVolumeClaimRetentionPolicy"]?[moment] == nil {
      object[["spec", "persistentVolumeClaimRetentionPolicy", moment]] = "Retain"
    }
    guard let claims = object["spec"]?["volumeClaimTemplates"]?.array else { return }
    object[["spec", "volumeClaimTemplates"]] = .array(
      claims.map { claim in
        var claim = claim
        claim["apiVersion"] = "v1"
        claim["kind"] = "PersistentVolumeClaim"
        if claim["spec"]?["volumeMode"] == nil { claim[["spec", "volumeMode"]] = "Filesystem" }
        if claim["status"]?["phase"] == nil { claim[["status", "phase"]] = "Pending" }
        return claim
      })
  }

  private static func applyToDaemonSet(_ object: inout JSONValue) {
    if object["spec"]?["updateStrategy"]?["type"]?.string?.isEmpty != false {
      object[["spec", "updateStrategy", "type"]] = "RollingUpdate"
    }
    guard object["spec"]?["updateStrategy"]?["type"] == "RollingUpdate" else { return }
    let path = ["spec", "updateStrategy", "rollingUpdate"]
    if object[path + ["maxUnavailable"]] == nil { object[path + ["maxUnavailable"]] = 1 }
    if object[path + ["maxSurge"]] == nil { object[path + ["maxSurge"]] = 0 }
  }

  private static func applyToReplicationController(_ object: inout JSONValue) {
    guard let labels = object["spec"]?["template"]?["metadata"]?["labels"] else { return }
    if object["spec"]?["selector"] == nil { object[["spec", "selector"]] = labels }
    if object["metadata"]?["labels"] == nil { object[["metadata", "labels"]] = labels }
  }
}
