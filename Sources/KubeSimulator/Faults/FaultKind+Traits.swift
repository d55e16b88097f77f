extension FaultKind {
  /// The places where it can strike.
  public var places: [Fault.Place] {
    switch self {
    case .crashBefore, .crashAfterCommit, .crashAfterAnswer, .crashIntoPast, .refuse, .unreachable, .untrusted,
      .timeOutBefore, .timeOutAfter, .cutBefore, .cutAfter, .slow, .truncate, .garble, .page, .stale:
      [.call]
    case .cut, .end, .tear, .twice, .hold, .skip, .expire, .fail, .silence, .flap: [.event]
    case .noMetrics, .nan, .infinite, .negative, .old, .reset, .partial, .late: [.scrape]
    case .pause, .stepWall, .drift, .restart, .twin, .usurp, .outage, .forbid, .unauthorize, .revoke, .deny, .quota,
      .mutate, .compact, .upgrade, .podCrash, .podVanish, .nodeLost, .deleteDeployment, .deleteService, .scale,
      .editSelector, .disown, .unlabel, .finalize, .storm, .deafRouter, .refuseRoute, .deleteRoute, .editRoute:
      [.second]
    }
  }

  /// The argument when a plan does not name one; `nil` for kinds that have none.
  public var defaultArgument: Int? {
    switch self {
    case .refuse: 500
    case .slow: 5
    case .stale, .crashIntoPast: 6
    case .hold: 3
    case .skip: 4
    case .flap, .late: 5
    case .pause: 60
    case .usurp: 40
    case .stepWall: 3600
    case .drift: 200
    case .twin, .outage, .forbid, .unauthorize, .deny, .quota, .mutate, .deafRouter, .refuseRoute: 20
    case .storm: 30
    case .nodeLost: 10
    case .podCrash, .podVanish, .deleteDeployment, .deleteService, .scale, .editSelector, .revoke, .disown, .unlabel,
      .finalize:
      1
    default: nil
    }
  }

  /// For how long it goes on by itself; `argument` is the fault's.
  package func span(_ argument: Int) -> Duration {
    switch self {
    case .pause, .twin, .usurp, .outage, .forbid, .unauthorize, .deny, .quota, .mutate, .nodeLost, .slow, .hold, .skip,
      .flap, .late, .deafRouter, .refuseRoute:
      .seconds(max(0, argument))
    case .revoke: .seconds(20)
    case .disown, .unlabel, .finalize: .seconds(10)
    default: .zero
    }
  }

  /// Whether the pods themselves suffer, or somebody else's hand changes the objects.
  public var changesWorld: Bool {
    switch self {
    case .podCrash, .podVanish, .nodeLost, .deleteDeployment, .deleteService, .scale, .editSelector, .disown, .unlabel,
      .finalize, .deleteRoute, .editRoute:
      true
    default: false
    }
  }

  /// Whether it strikes routes, and nothing where there is none.
  package var concernsRoutes: Bool {
    switch self {
    case .deafRouter, .refuseRoute, .deleteRoute, .editRoute: true
    default: false
    }
  }

  /// Whether what the program sees can be older than what it could know, or its clock other than the cluster's.
  public var deceives: Bool {
    switch self {
    case .stale, .crashIntoPast, .hold, .skip, .silence, .flap, .pause, .usurp, .twin, .stepWall, .drift, .outage,
      .forbid, .unauthorize, .revoke, .deny, .quota, .cut, .tear, .end, .expire, .fail, .slow, .timeOutBefore,
      .timeOutAfter:
      true
    default: false
    }
  }
}
