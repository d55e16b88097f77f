/// How the traffic should be divided: shares that sum to 100%, and what goes beside them.
///
/// A router turns it into objects of its own.
public struct TrafficPlan: Sendable, Hashable {
  /// The share of one revision.
  public struct Share: Sendable, Hashable {
    public var revision: String
    public var track: Track
    public var weight: BasisPoints

    public init(revision: String, track: Track, weight: BasisPoints) {
      (self.revision, self.track, self.weight) = (revision, track, weight)
    }
  }

  /// The revisions that have a part in a rollout, stable first; a share can be zero.
  public var shares: [Share]
  /// The revision that gets copies of requests, and whose answers go nowhere.
  public var mirror: Mirror?
  /// Requests that go to one revision whatever the shares are; the first rule that matches decides.
  public var rules: [MatchRule]
  /// What keeps a client with the revision that it met first.
  public var affinity: Affinity?

  public init(
    shares: [Share], mirror: Mirror? = nil, rules: [MatchRule] = [], affinity: Affinity? = nil
  ) {
    (self.shares, self.mirror, self.rules, self.affinity) = (shares, mirror, rules, affinity)
  }

  /// The revisions whose answers clients can get, by a share or by a rule: those that the selector of a Service must admit.
  public var admitted: Set<String> {
    Set(shares.filter { $0.weight > .zero }.map(\.revision)).union(rules.map(\.revision))
  }

  /// The sum of all shares; 10,000 in every plan that the engine makes, unless there is nothing to route to.
  public var total: Int { shares.reduce(0) { $0 + $1.weight.rawValue } }

  /// The share of a revision; zero when it has no part.
  public func weight(of revision: String) -> BasisPoints {
    shares.first { $0.revision == revision }?.weight ?? .zero
  }
}
