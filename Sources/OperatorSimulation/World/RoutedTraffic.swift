import KubeCore

/// What an HTTPRoute says of the requests to a Service.
struct RoutedTraffic: Sendable, Hashable {
  /// A Service, and its weight among those of a rule.
  struct Backend: Sendable, Hashable {
    var service: String
    var weight: Int
  }

  /// Who gets copies of requests, and of what part of them.
  struct Mirror: Sendable, Hashable {
    var service: String
    var share: Double
  }

  /// The part of the requests that carries what a rule asks for, for each rule.
  private static let matchedShare = 0.1

  /// The Services of rules that take some requests only.
  private(set) var matched: [String] = []
  /// Those of the rule that takes all others; `nil` where there is none.
  private(set) var backends: [Backend]?
  private(set) var mirror: Mirror?

  init(_ route: JSONValue) {
    for rule in route["spec"]?["rules"]?.elements ?? [] {
      let targets = (rule["backendRefs"]?.elements ?? []).map {
        Backend(service: $0["name"]?.string ?? "", weight: Int(clamping: $0["weight"]?.integer ?? 1))
      }
      mirror = mirror ?? Self.mirror(in: rule)
      let conditions = (rule["matches"]?.elements ?? []).flatMap { match in
        ["headers", "queryParams"].flatMap { match[$0]?.elements ?? [] }
      }
      if conditions.isEmpty {
        backends = targets
      } else if !Self.keepsClients(conditions) {
        matched += targets.map(\.service)
      }
    }
  }

  /// Whether a rule is for clients that a share has been given to before: they make no other shares.
  private static func keepsClients(_ conditions: [JSONValue]) -> Bool {
    conditions.contains { $0["name"] == "Cookie" && $0["value"]?.string?.contains(Manifest.affinityCookie) == true }
  }

  private static func mirror(in rule: JSONValue) -> Mirror? {
    for filter in rule["filters"]?.elements ?? [] {
      guard let mirror = filter["requestMirror"], let service = mirror["backendRef"]?["name"]?.string else { continue }
      if let percent = mirror["percent"]?.integer { return Mirror(service: service, share: Double(percent) / 100) }
      let fraction = mirror["fraction"]
      let share = (fraction?["numerator"]?.double ?? 1) / max(1, fraction?["denominator"]?.double ?? 1)
      return Mirror(service: service, share: share)
    }
    return nil
  }

  /// The parts of the requests that Services answer.
  var shares: [(service: String, share: Double)] {
    let rest = 1 - Double(matched.count) * Self.matchedShare
    let total = Double(max(1, (backends ?? []).reduce(0) { $0 + $1.weight }))
    return matched.map { ($0, Self.matchedShare) }
      + (backends ?? []).filter { $0.weight > 0 }.map { ($0.service, rest * Double($0.weight) / total) }
  }
}
