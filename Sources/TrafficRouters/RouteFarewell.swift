public import SlipwayAPI

/// What a router leaves behind when another one takes its place, or when its deployment goes.
public enum RouteFarewell {
  /// The kinds that users have routes of their own of, into which weights can be written.
  public static let attachableKinds: [RouteKind] = [.httpRoute, .grpcRoute, .virtualService]

  /// The writes that clear away what another router has left.
  public static func writes(
    from previous: RouterChoice?, to router: any TrafficRouter, at site: RouteSite
  ) -> [RouteWrite] {
    let left = (previous?.router.kinds ?? []).filter { !router.kinds.contains($0) }
    return restorations(besides: router.attachment, at: site) + site.owned(left).map { .delete($0) }
  }

  /// The writes that put back what was found in routes of the user's.
  ///
  /// - Parameter kept: the route that is in use still.
  public static func restorations(besides kept: RouteObject.ID?, at site: RouteSite) -> [RouteWrite] {
    site.objects.filter { $0.id != kept && $0.annotation(AttachedRouter.annotation(site.name)) != nil }
      .compactMap { AttachedRouter(reading: $0) }.flatMap { $0.farewell(at: site) }
  }
}
