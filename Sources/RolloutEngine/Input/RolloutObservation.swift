/// What is seen of the revisions of one deployment in the cluster.
public struct RolloutObservation: Sendable, Hashable {
  /// One revision that has a Deployment.
  public struct Revision: Sendable, Hashable {
    public var revision: String
    /// The URI of its model, when it is known; for a status that was lost.
    public var model: String
    /// How many replicas its Deployment asks for.
    public var desired: Int
    /// How many of them are ready.
    public var ready: Int

    public init(revision: String, model: String = "", desired: Int, ready: Int) {
      (self.revision, self.model, self.desired, self.ready) = (revision, model, max(0, desired), max(0, ready))
    }
  }

  /// The revisions that exist.
  public var revisions: [Revision]
  /// The revisions that the selector of the apex Service admits; `nil` while there is no Service.
  public var admitted: Set<String>?

  public init(revisions: [Revision] = [], admitted: Set<String>? = nil) {
    (self.revisions, self.admitted) = (revisions, admitted)
  }

  /// How many replicas the Deployment of a revision asks for; none when there is no Deployment.
  public func desired(_ revision: String) -> Int { self[revision]?.desired ?? 0 }

  /// How many replicas of a revision are ready.
  public func ready(_ revision: String) -> Int { self[revision]?.ready ?? 0 }

  subscript(revision: String) -> Revision? { revisions.first { $0.revision == revision } }
}
