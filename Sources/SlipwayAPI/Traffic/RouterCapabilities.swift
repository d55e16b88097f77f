/// What a router can do, and so which strategies it can carry.
public struct RouterCapabilities: Sendable, Hashable {
  /// How shares are given.
  public enum Weights: Sendable, Hashable {
    /// By the number of ready replicas: see ``ReplicaSplit``.
    case replicaRatio
    /// Whatever the number of replicas, in multiples of this.
    case grain(BasisPoints)
  }

  /// A place where a request can be told from another.
  public enum Matching: Sendable, Hashable { case header, cookie, query, method, expression }

  /// How clients can be kept with one revision.
  public enum Stickiness: Sendable, Hashable { case cookie, headerHash }

  public var weights: Weights
  /// The multiples in which requests can be mirrored; `nil` when they cannot be.
  public var mirrorGrain: BasisPoints?
  public var matching: Set<Matching>
  public var stickiness: Set<Stickiness>
  /// The most revisions that can share the traffic.
  public var revisions: Int

  public init(
    weights: Weights, mirrorGrain: BasisPoints? = nil, matching: Set<Matching> = [],
    stickiness: Set<Stickiness> = [], revisions: Int = 2
  ) {
    (self.weights, self.mirrorGrain, self.matching) = (weights, mirrorGrain, matching)
    (self.stickiness, self.revisions) = (stickiness, revisions)
  }
}

extension RouterCapabilities {
  /// A Kubernetes Service: shares by ready replicas, and nothing else.
  public static let service = RouterCapabilities(weights: .replicaRatio)
}
