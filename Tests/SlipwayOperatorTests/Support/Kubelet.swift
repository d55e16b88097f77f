import KubeClient
import KubeCore
import SlipwayAPI

/// What the node does for the pods: those that are there get ready, those that are to go are gone.
enum Kubelet {
  static func run(on host: ClusterHost, broken: Set<String>) {
    for (_, pod) in (host.observer.objects["Pod"] ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let metadata = pod["metadata"], let name = metadata["name"]?.string,
        let namespace = metadata["namespace"]?.string
      else { continue }
      let path = "/api/v1/namespaces/\(namespace)/pods/\(name)"
      if metadata["deletionTimestamp"] != nil {
        host.edit { cluster, now in _ = cluster.call(.delete, path + "?gracePeriodSeconds=0", at: now) }
      } else if !ClusterObserver.isReady(pod), !broken.contains(ClusterObserver.revision(pod) ?? "") {
        host.edit { cluster, now in
          _ = cluster.call(
            .patch, path + "/status", status(now), type: "application/merge-patch+json", at: now)
        }
      }
    }
  }

  private static func status(_ now: Timestamp) -> JSONValue {
    [
      "status": [
        "phase": "Running", "podIP": "10.0.0.1", "startTime": .string(now.wholeSeconds.text),
        "conditions": [["type": "Ready", "status": "True"]],
      ]
    ]
  }
}
