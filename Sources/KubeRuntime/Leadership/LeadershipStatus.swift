public import KubeClient

/// Who leads, and how renewal goes, at one moment.
public struct LeadershipStatus: Sendable {
  /// Whether this process leads.
  public var isLeading: Bool
  /// Who held the lease when it was last seen; `nil` when nobody did.
  public var holder: String?
  /// How long ago this process last renewed the lease; `nil` when it never did.
  public var sinceRenewal: Duration?
  /// What went wrong in the last exchange; `nil` when nothing did.
  public var lastError: KubeError?
}
