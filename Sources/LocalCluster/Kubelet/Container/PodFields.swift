import KubeCore
import KubeTypes

/// The fields of a pod that an environment variable may refer to, by their paths (the downward API).
struct PodFields: Sendable {
  let pod: Pod
  let podIP: String
  let hostIP: String
  let nodeName: String

  /// - Returns: `nil` for a path that cannot be referred to; a missing label or annotation is empty.
  func value(of path: String) -> String? {
    switch path {
    case "metadata.name": pod.metadata.name ?? ""
    case "metadata.namespace": pod.metadata.namespace ?? ""
    case "metadata.uid": pod.metadata.uid ?? ""
    case "spec.nodeName": nodeName
    case "spec.serviceAccountName": pod.spec?.serviceAccountName ?? "default"
    case "status.podIP", "status.podIPs": podIP
    case "status.hostIP", "status.hostIPs": hostIP
    default: entry(of: path)
    }
  }

  /// `metadata.labels['x']` and `metadata.annotations['x']`.
  private func entry(of path: String) -> String? {
    let maps = [
      ("metadata.labels['", pod.metadata.labels), ("metadata.annotations['", pod.metadata.annotations),
    ]
    for (prefix, map) in maps
    where path.hasPrefix(prefix) && path.hasSuffix("']") && path.utf8.count > prefix.utf8.count + 2 {
      return map?[String(path.dropFirst(prefix.count).dropLast(2))] ?? ""
    }
    return nil
  }
}
