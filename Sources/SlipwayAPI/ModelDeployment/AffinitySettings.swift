/// What keeps a client with the revision that it met first.
///
/// Exactly one is set.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AffinitySettings: Sendable, Hashable {
  public var cookie: AffinityCookie?
  public var header: String?

  public init() {}
}

extension AffinitySettings: FieldObject {
  static let rules = [Schema.Rule.exactlyOne(of: "cookie", "header")]

  static let fields: [Field<AffinitySettings>] = [
    Field(
      "cookie", \.cookie,
      "A cookie that the router sets."),
    Field(
      "header", \.header,
      """
      The hash of a request header, such as the name of the user. No router can do that yet: those that hash a header \
      pick a replica by it, after the version has been drawn.
      """
    ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 128, [.token]) },
  ]
}

extension AffinitySettings {
  /// The affinity for routers; `nil` when it is not exactly one.
  public var affinity: TrafficPlan.Affinity? {
    switch (cookie, header) {
    case (let cookie?, nil): .cookie(name: cookie.name, lifetime: cookie.lifetime)
    case (nil, let header?): .headerHash(header)
    default: nil
    }
  }
}
