import KubeCore

/// Members that a real server knows and drops, since what they ask for is switched off by default.
///
/// Who owns them is noted all the same: that happens before they go.
enum DisabledFields {
  static func drop(from object: inout JSONValue, _ definition: ResourceDefinition) {
    if definition.storage == "apps/statefulsets" {
      drop(["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"], from: &object)
    }
    guard let path = podSpecs[definition.storage], var spec = object[path] else { return }
    drop(["schedulingGroup"], from: &spec)
    for list in ["containers", "initContainers"] {
      guard let containers = spec[list]?.array, containers.contains(where: { $0["lifecycle"] != nil }) else { continue }
      spec[list] = .array(
        containers.map { container in
          var container = container
          drop(["lifecycle", "stopSignal"], from: &container)
          return container
        })
    }
    object[path] = spec
  }

  private static func drop(_ path: [String], from value: inout JSONValue) {
    if value[path] != nil { value[path] = nil }
  }

  private static let podSpecs: [String: [String]] = [
    "pods": ["spec"], "podtemplates": ["template", "spec"], "replicationcontrollers": ["spec", "template", "spec"],
    "apps/deployments": ["spec", "template", "spec"], "apps/replicasets": ["spec", "template", "spec"],
    "apps/statefulsets": ["spec", "template", "spec"], "apps/daemonsets": ["spec", "template", "spec"],
    "batch/jobs": ["spec", "template", "spec"], "batch/cronjobs": ["spec", "jobTemplate", "spec", "template", "spec"],
  ]
}
