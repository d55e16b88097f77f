import HTTPTypes
import KubeCore

/// One rule of an HTTPRoute: which requests it takes, and where they go.
struct RouteRule: Sendable {
  /// A Service and its weight among all.
  struct Backend: Sendable {
    var service: ObjectKey
    var weight: Int
    /// Fields that are added to the answer.
    var answerFields: [(name: String, value: String)]
  }

  /// A Service that gets copies of requests.
  struct Mirror: Sendable {
    var service: ObjectKey
    /// The part of all requests, from 0 to 1.
    var fraction: Double
  }

  /// One of them must hold.
  var matches: [RouteMatch]
  var backends: [Backend]
  var mirrors: [Mirror]

  init(_ rule: JSONValue, namespace: String?) {
    func service(_ reference: JSONValue) -> ObjectKey {
      ObjectKey(namespace: reference["namespace"]?.string ?? namespace, name: reference["name"]?.string ?? "")
    }
    let matches = rule["matches"]?.elements ?? []
    self.matches = matches.isEmpty ? [RouteMatch([:])] : matches.map { RouteMatch($0) }
    backends = (rule["backendRefs"]?.elements ?? []).map { backend in
      let fields = (backend["filters"]?.elements ?? []).flatMap { filter in
        ["add", "set"].flatMap { filter[["responseHeaderModifier", $0]]?.elements ?? [] }
      }
      return Backend(
        service: service(backend), weight: max(0, Int(clamping: backend["weight"]?.integer ?? 1)),
        answerFields: fields.map { ($0["name"]?.string ?? "", $0["value"]?.string ?? "") })
    }
    mirrors = (rule["filters"]?.elements ?? []).compactMap { filter in
      guard let mirror = filter["requestMirror"], let backend = mirror["backendRef"] else { return nil }
      return Mirror(service: service(backend), fraction: Self.fraction(mirror))
    }
  }

  private static func fraction(_ mirror: JSONValue) -> Double {
    if let percent = mirror["percent"]?.integer { return Double(percent) / 100 }
    guard let numerator = mirror[["fraction", "numerator"]]?.double else { return 1 }
    return numerator / max(1, mirror[["fraction", "denominator"]]?.double ?? 100)
  }

  /// Picks a backend by weight; `nil` when none has any.
  func pick(using random: inout some RandomNumberGenerator) -> Backend? {
    let total = backends.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var place = Int.random(in: 0..<total, using: &random)
    return backends.first { backend in
      place -= backend.weight
      return place < 0
    }
  }
}
