import KubeCore

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
    let isWaiting = stored.standing.isWaiting && !stored.metadata.isDeleting
    self.init(
      key: stored.key, isRolling: stored.standing.isRolling,
      waitingSince: isWaiting ? stored.specTime ?? stored.metadata.creationTimestamp : nil,
      failureTime: stored.standing.failureTime)
  }
}
