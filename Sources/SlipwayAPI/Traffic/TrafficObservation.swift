/// What a router is seen to do.
public struct TrafficObservation: Sendable, Hashable {
  /// What the objects of the router ask of the data plane, read back; `nil` when they are missing, or not as Slipway
  /// makes them.
  ///
  /// Where shares follow from ready replicas, every revision that is admitted has a share above zero, and its size says
  /// nothing.
  public var plan: TrafficPlan?
  /// Whether the data plane has taken the newest state of these objects, as far as the router can tell.
  public var isConfirmed: Bool
  /// Why it has not: a sentence for people.
  public var problem: String?

  public init(plan: TrafficPlan? = nil, isConfirmed: Bool = false, problem: String? = nil) {
    (self.plan, self.isConfirmed, self.problem) = (plan, isConfirmed, problem)
  }

  /// What is seen of a Service whose selector admits these revisions.
  public init(admitting revisions: Set<String>) {
    let weight = BasisPoints(part: 1, of: revisions.count)
    self.init(
      plan: TrafficPlan(
        shares: revisions.sorted().map { TrafficPlan.Share(revision: $0, track: .stable, weight: weight) }),
      isConfirmed: true)
  }
}
