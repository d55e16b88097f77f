/// How traffic is divided.
///
/// The fields are described in `fields`, from which the definition is made.
public struct TrafficSettings: Sendable, Hashable {
  public var router: RouterSettings = RouterSettings()
  public var affinity: AffinitySettings?

  public init() {}
}

extension TrafficSettings: FieldObject {
  static let fields: [Field<TrafficSettings>] = [
    Field(
      "router", \.router,
      "What divides the traffic between revisions. At most one router may be set; `service` when none is."
    ) { $0.maxCount = 1 },
    Field(
      "affinity", \.affinity,
      """
      What keeps a client with the revision that it met first, also while shares grow. Not every router can: `service` \
      cannot.
      """),
  ]
}
