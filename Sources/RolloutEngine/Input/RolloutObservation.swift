public import SlipwayAPI

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
    /// Whether it has answered the sample requests that it is warmed up with; true where there are none.
    public var isWarmedUp: Bool
    /// What keeps its replicas from starting, as far as is known: a sentence for people.
    public var problem: String?
    /// Whether replicas of it wait because no node has room for them.
    public var lacksRoom: Bool

    public init(
      revision: String, model: String = "", desired: Int, ready: Int, isWarmedUp: Bool = true, problem: String? = nil,
      lacksRoom: Bool = false
    ) {
      self.lacksRoom = lacksRoom
      (self.revision, self.model, self.desired, self.ready) = (revision, model, max(0, desired), max(0, ready))
      (self.isWarmedUp, self.problem) = (isWarmedUp, problem)
    }
  }

  /// The revisions that exist.
  public var revisions: [Revision]
  /// The revisions that can be made again, whether they exist or not, newest first.
  public var kept: [KeptRevision] = []
  /// What the router is seen to do.
  public var traffic: TrafficObservation

  public init(revisions: [Revision] = [], traffic: TrafficObservation = TrafficObservation()) {
    (self.revisions, self.traffic) = (revisions, traffic)
  }

  /// What is seen where a Service is the router.
  ///
  /// - Parameter admitted: the revisions that its selector admits; `nil` while there is no Service.
  public init(revisions: [Revision] = [], admitted: Set<String>?) {
    self.init(revisions: revisions, traffic: admitted.map { TrafficObservation(admitting: $0) } ?? TrafficObservation())
  }

  /// The revisions that requests are seen to reach; `nil` while the router has no objects.
  public var admitted: Set<String>? { traffic.plan?.admitted }

  /// How many replicas the Deployment of a revision asks for; none when there is no Deployment.
  public func desired(_ revision: String) -> Int { self[revision]?.desired ?? 0 }

  /// How many replicas of a revision are ready.
  public func ready(_ revision: String) -> Int { self[revision]?.ready ?? 0 }

  subscript(revision: String) -> Revision? { revisions.first { $0.revision == revision } }
}
