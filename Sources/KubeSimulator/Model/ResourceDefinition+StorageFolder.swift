import KubeCore

extension ResourceDefinition {
  /// Where a real server keeps the objects of a resource, below `/registry`; it stands in messages.
  ///
  /// Source: `SpecialDefaultResourcePrefixes` of `pkg/kubeapiserver`.
  var storageFolder: String {
    if isCustom || ["apiextensions.k8s.io", "apiregistration.k8s.io"].contains(type.group) {
      return "\(type.group)/\(type.plural)"
    }
    switch type.plural {
    case "replicationcontrollers": return "controllers"
    case "endpoints": return "services/endpoints"
    case "services": return "services/specs"
    case "nodes": return "minions"
    case "ingresses": return "ingress"
    default: return type.plural
    }
  }
}
