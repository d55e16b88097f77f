import KubeCore

/// A small built-in kind, for tests on the simulated cluster.
struct ConfigMap: KubeResource {
  static let resourceType = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps")

  var metadata: ObjectMeta
  var data: [String: String]?

  init(_ name: String, in namespace: String = "default", data: [String: String]? = nil) {
    metadata = ObjectMeta(name: name, namespace: namespace)
    self.data = data
  }
}
