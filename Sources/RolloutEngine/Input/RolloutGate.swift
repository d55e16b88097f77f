public import KubeCore

/// A rule from outside that a rollout has to wait for.
///
/// A gate is looked at anew in each decision: it is open when it is not among the inputs. No gate stands in the way of a
/// rollback.
public struct RolloutGate: Sendable, Hashable {
  /// Why it is closed.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Outside the times at which rollouts are allowed.
    case windowClosed = "WindowClosed"
    /// Other rollouts come first.
    case queued = "Queued"
    /// A person has to approve with `Promote`.
    case approvalRequired = "ApprovalRequired"
    /// Too many candidates have failed together.
    case fleetHalted = "FleetHalted"
  }

  /// What waits for it.
  public enum Point: Sendable, Hashable, CaseIterable {
    /// A rollout begins: not even replicas start before.
    case start
    /// A step is passed.
    case step
    /// The last step is passed, and the candidate takes over.
    case promotion
  }

  public var kind: Kind
  public var points: Set<Point>
  /// The facts, for people, such as "policy `production` allows rollouts Monday to Thursday, 09:00 to 16:00 UTC": no full
  /// stop.
  public var message: String
  /// When it opens by itself; `nil` when that is not known.
  public var openTime: Timestamp?

  public init(_ kind: Kind, points: Set<Point>, message: String, openTime: Timestamp? = nil) {
    (self.kind, self.points, self.message, self.openTime) = (kind, points, message, openTime)
  }
}
