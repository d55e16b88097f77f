import SlipwayAPI

/// The cookie that keeps a client with a revision: its value is the revision's name.
struct AffinityCookie {
  var name: String
  var lifetime: TimeSpan

  init?(_ affinity: TrafficPlan.Affinity?) {
    guard case .cookie(let name, let lifetime) = affinity else { return nil }
    (self.name, self.lifetime) = (name, lifetime)
  }

  /// Reads the value of a `Set-Cookie` header as ``header(_:)`` writes it.
  init?(header: String) {
    let parts = header.split(separator: ";").map { $0.drop { $0 == " " } }
    guard let name = parts.first?.split(separator: "=").first,
      let age = parts.first(where: { $0.hasPrefix("Max-Age=") })?.dropFirst(8), let seconds = Int64(age)
    else { return nil }
    (self.name, lifetime) = (String(name), .seconds(seconds))
  }

  /// The value of the `Set-Cookie` header for a client that a revision has answered.
  func header(_ revision: String) -> String {
    "\(name)=\(revision); Max-Age=\(seconds); Path=/; HttpOnly; SameSite=Lax"
  }

  var seconds: Int64 { lifetime.milliseconds / 1_000 }
  var affinity: TrafficPlan.Affinity { .cookie(name: name, lifetime: lifetime) }

  /// What a request of a client of any revision has.
  var anyCondition: TrafficPlan.MatchCondition { .init(.cookie(name), .prefix("")) }

  /// What a request of such a client has.
  func condition(_ revision: String) -> TrafficPlan.MatchCondition { .init(.cookie(name), .exact(revision)) }
}
