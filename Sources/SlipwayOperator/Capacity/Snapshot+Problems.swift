import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

extension Snapshot {
  /// What keeps the replicas of a revision from starting, in the words of whoever keeps them; `nil` when nothing is known.
  func problem(of revision: String) -> String? {
    let refusal = deployment(of: revision)?.status?.conditions?.first { $0.type == "ReplicaFailure" && $0.status == "True" }
    if let message = refusal?.message { return Self.sentence(message) }
    let waiting = pods.filter {
      $0.metadata.labels?[SlipwayLabels.revision] == revision && !$0.isReady && !$0.metadata.isDeleting
    }
    return waiting.lazy.compactMap(Self.problem).first
  }

  /// Whether replicas of a revision wait because no node can take them.
  func lacksRoom(_ revision: String) -> Bool {
    pods.contains { pod in
      pod.metadata.labels?[SlipwayLabels.revision] == revision && !pod.metadata.isDeleting
        && pod.status?.conditions?.contains { $0.type == "PodScheduled" && $0.status == "False" && $0.reason == "Unschedulable" }
          == true
    }
  }

  private static func problem(_ pod: Pod) -> String? {
    let scheduled = pod.status?.conditions?.first { $0.type == "PodScheduled" && $0.status == "False" }
    if let scheduled { return sentence("no node can take a replica: \(scheduled.message ?? scheduled.reason ?? "")") }
    let containers = (pod.status?.initContainerStatuses ?? []) + (pod.status?.containerStatuses ?? [])
    guard let container = containers.first(where: { $0.state?.waiting != nil }),
      let waiting = container.state?.waiting, let reason = waiting.reason, !passing.contains(reason)
    else { return nil }
    return sentence("container `\(container.name)` waits: \(reason) \(waiting.message ?? "")")
  }

  /// Reasons that say only that a start is under way.
  private static let passing: Set<String> = ["ContainerCreating", "PodInitializing"]

  private static func sentence(_ text: String) -> String {
    let text = text.prefix(300).trimmingSpaces
    return text.hasSuffix(".") ? text : text + "."
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
