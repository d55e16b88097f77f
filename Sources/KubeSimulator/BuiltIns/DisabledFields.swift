import KubeCore

/// Members that a real server knows and drops, since what they ask for is switched off by default.
///
/// Who owns them is noted all the same: that happens before they go.
enum DisabledFields {
  static func drop(from object: inout JSONValue, _ definition: ResourceDefinition) {
    if definition.storage == "apps/statefulsets" {
      drop(["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"], from: &object)
    }
    let pod = definition.storage == BuiltIn.pods.storage ? [] : PodTemplatePath.byStorage[definition.storage]
    guard let path = pod.map({ $0 + ["spec"] }), var spec = object[path] else { return }
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
}
