public import SlipwayAPI

/// What the cluster should look like: replicas and traffic of each revision.
public struct RolloutPlan: Sendable, Hashable {
  /// What one revision should look like.
  public struct Revision: Sendable, Hashable {
    public var revision: String
    public var track: Track
    public var replicas: Int
  }

  /// The revisions that should exist, stable first.
  public var revisions: [Revision]
  /// The revisions that exist, have no part and no replicas any more: their objects can be deleted.
  public var removals: [String]
  /// The revisions that have lost their traffic a moment ago, whether they are seen or not: their Services stay.
  public var draining: [String]
  public var traffic: TrafficPlan
  /// The revision that the preview Service of a blue-green rollout reaches; `nil` when there is to be no such Service.
  public var preview: String?

  /// How many replicas a revision should have; none when it has no part.
  public func replicas(of revision: String) -> Int { revisions.first { $0.revision == revision }?.replicas ?? 0 }
}
