public import SlipwayAPI

/// Turns a plan for the traffic into objects of one data plane, and reads from these what the data plane does.
///
/// Pure: what it sees of the cluster is the ``RouteSite``, what it wants of it are ``RouteWrite``s.
public protocol TrafficRouter: Sendable {
  /// The kinds of object that it reads and writes, in the order in which they are written: those to watch while it is in
  /// use, and those that it would write with other settings.
  var kinds: [RouteKind] { get }
  /// The route of the user's that it writes weights into; `nil` for a router that makes its own.
  var attachment: RouteObject.ID? { get }
  /// What it can do with the settings that it has.
  var capabilities: RouterCapabilities { get }

  /// The objects that carry out a plan, in the order in which they must be written: what another one names comes before
  /// it, and what the other still names is kept until it has been seen to have let go.
  ///
  /// - Parameter plan: as ``TrafficPlan/rounded(for:)`` makes it for this router, with a total of 100%.
  func objects(for plan: TrafficPlan, at site: RouteSite) -> [RouteObject]

  /// The plan that the objects at a site carry out.
  ///
  /// - Returns: `nil` when they are missing, or not as this router makes them.
  func plan(at site: RouteSite) -> TrafficPlan?

  /// What keeps the data plane from doing as the objects say.
  ///
  /// - Returns: `nil` once it is known to do so, or where nothing can be known but that the objects are there.
  func problem(at site: RouteSite) -> RouterProblem?

  /// What is to be written for a site to carry out a plan: nothing that is so already.
  func writes(for plan: TrafficPlan, at site: RouteSite) -> [RouteWrite]
}

extension TrafficRouter {
  public var attachment: RouteObject.ID? { nil }

  public func problem(at site: RouteSite) -> RouterProblem? { nil }

  /// What the router is seen to do.
  public func observe(_ site: RouteSite) -> TrafficObservation {
    let (plan, problem) = (plan(at: site), problem(at: site))
    return TrafficObservation(plan: plan, isConfirmed: plan != nil && problem == nil, problem: problem?.message)
  }

  public func writes(for plan: TrafficPlan, at site: RouteSite) -> [RouteWrite] {
    guard plan.total > 0 else { return [] }
    let plan = plan.rounded(for: capabilities)
    let wanted = objects(for: plan, at: site)
    let isCarriedOut = self.plan(at: site)?.says(plan) ?? false
    let declared = wanted.filter { object in
      !isCarriedOut || site.object(like: object).map { !$0.content.holds(object.content) } ?? true
    }
    let kept = Set(wanted.map(\.id))
    // What nothing leads to any more goes last.
    return declared.map { .declare($0) } + site.owned(kinds).filter { !kept.contains($0.id) }.map { .delete($0) }
  }
}
