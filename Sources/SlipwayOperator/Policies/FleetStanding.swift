import KubeCore
import SlipwayAPI

/// Where one ModelDeployment stands among all, as its content says.
struct FleetStanding: Sendable, Hashable {
  /// Whether a rollout is under way.
  let isRolling: Bool
  /// Whether it asks for a rollout that has not begun.
  let isWaiting: Bool
  /// When a candidate of it was last taken back because it failed.
  let failureTime: Timestamp?

  init(_ content: JSONValue) {
    let status = ModelDeploymentStatus(json: content["status"] ?? [:])
    let spec = content["spec"] ?? [:]
    let revision = RevisionName.make(spec: spec)
    let isRejected = status.rejectedRevisions.contains { $0.revision == revision }
    isRolling = status.stable != nil && status.candidate != nil
    let isIdle = isRolling || isRejected || spec["paused"] == true || spec["replicas"]?.integer == 0
    isWaiting = !isIdle && status.stable.map { $0.revision != revision } ?? false
    failureTime = status.history.filter { $0.outcome == .rolledBack }.compactMap(\.endTime).max()
  }
}
