import KubeCore
import KubeTypes

/// A pod's state in a word or two: what keeps it from being ready, if something does.
struct PodState: Sendable, Hashable {
  let text: String
  /// Whether it will not pass by itself.
  let isTrouble: Bool

  init(_ pod: Pod) {
    let statuses = (pod.status?.initContainerStatuses ?? []) + (pod.status?.containerStatuses ?? [])
    let restarts = statuses.reduce(0) { $0 + $1.restartCount }
    let suffix = restarts > 0 ? ", \(restarts) restarts" : ""
    let waiting = statuses.compactMap { $0.state?.waiting?.reason }.first { !Self.harmless.contains($0) }
    let ended = statuses.compactMap { $0.state?.terminated }.first { $0.exitCode != 0 }
    if pod.metadata.isDeleting {
      (text, isTrouble) = ("Terminating", false)
    } else if let waiting {
      (text, isTrouble) = (waiting + suffix, true)
    } else if let ended {
      (text, isTrouble) = ((ended.reason ?? "Error") + suffix, true)
    } else if pod.status?.phase == "Failed" {
      (text, isTrouble) = ((pod.status?.reason ?? "Failed") + suffix, true)
    } else {
      (text, isTrouble) = ((pod.status?.phase ?? "Pending") + suffix, false)
    }
  }

  /// Why a container waits when all is well.
  private static let harmless: Set<String> = ["ContainerCreating", "PodInitializing"]
}
