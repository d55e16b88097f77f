import KubeCore
import SlipwayAPI

/// What the policies need to know of one ModelDeployment: where it stands among all.
struct FleetMember: Sendable, Hashable {
  let key: ObjectKey
  /// Whether a rollout is under way.
  let isRolling: Bool
  /// Since when it asks for a rollout that has not begun; `nil` when it does not.
  let waitingSince: Timestamp?
  /// When a candidate of it was last taken back because it failed.
  let failureTime: Timestamp?

  init(key: ObjectKey, isRolling: Bool, waitingSince: Timestamp?, failureTime: Timestamp?) {
    (self.key, self.isRolling, self.waitingSince, self.failureTime) = (key, isRolling, waitingSince, failureTime)
  }
}

extension FleetMember {
  init(_ stored: StoredModelDeployment) {
    let status = ModelDeploymentStatus(json: stored.content["status"] ?? [:])
    let isRolling = status.stable != nil && status.candidate != nil
    let spec = stored.content["spec"] ?? [:]
    let revision = RevisionName.make(spec: spec)
    let wants = status.stable.map { $0.revision != revision } ?? false
    let isRejected = status.rejectedRevisions.contains { $0.revision == revision }
    let isIdle = isRolling || isRejected || spec["paused"] == true || spec["replicas"]?.integer == 0
    let isWaiting = wants && !isIdle && !stored.metadata.isDeleting
    self.init(
      key: stored.key, isRolling: isRolling,
      waitingSince: isWaiting ? stored.specTime ?? stored.metadata.creationTimestamp : nil,
      failureTime: status.history.filter { $0.outcome == .rolledBack }.compactMap(\.endTime).max())
  }
}
