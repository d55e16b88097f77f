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
  /// The most conditions that a rule can have.
  public var conditions: Int
  /// The most conditions on cookies that a rule can have; one where they are an expression for the header `Cookie`, which
  /// can be asked for once.
  public var cookies: Int
  /// The most revisions that can share the traffic.
  public var revisions: Int
  /// The most rules that a route can have: one for each arm with a `match`, one for each revision that clients are kept
  /// with, and one for the shares.
  public var rules: Int

  public init(
    weights: Weights, mirrorGrain: BasisPoints? = nil, matching: Set<Matching> = [], conditions: Int = 16,
    cookies: Int = 16, stickiness: Set<Stickiness> = [], revisions: Int = 2, rules: Int = .max
  ) {
    (self.weights, self.mirrorGrain, self.matching) = (weights, mirrorGrain, matching)
    (self.conditions, self.cookies, self.rules) = (conditions, cookies, rules)
    (self.stickiness, self.revisions) = (stickiness, revisions)
  }
}

extension RouterCapabilities {
  /// A Kubernetes Service: shares by ready replicas, and nothing else.
  public static let service = RouterCapabilities(weights: .replicaRatio)

  /// The share nearest to this one that the router can give; what is neither nothing nor all stays so.
  public func nearest(_ weight: BasisPoints) -> BasisPoints {
    guard case .grain(let grain) = weights, grain.rawValue > 1, weight > .zero, weight < .whole else { return weight }
    let rounded = (weight.rawValue + grain.rawValue / 2) / grain.rawValue * grain.rawValue
    return BasisPoints(rawValue: min(max(rounded, grain.rawValue), BasisPoints.whole.rawValue - grain.rawValue))
  }

  /// The largest share that the router can give and that is not above this one.
  public func floor(_ weight: BasisPoints) -> BasisPoints {
    guard case .grain(let grain) = weights, grain.rawValue > 1 else { return weight }
    return BasisPoints(rawValue: weight.rawValue / grain.rawValue * grain.rawValue)
  }
}
