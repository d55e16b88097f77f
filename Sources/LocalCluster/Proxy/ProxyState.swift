import HTTPTypes
import KubeCore
import KubeRuntime

/// What the parts of a proxy share: who is ready, what the routes say, and what has been counted.
struct ProxyState: Sendable {
  /// Where one request goes.
  struct Course: Sendable {
    /// The Service whose endpoints may have it.
    var service: ObjectKey
    /// Fields that are added to the answer.
    var answerFields: [(name: String, value: String)] = []
    /// An endpoint of each Service that gets a copy.
    var mirrors: [Endpoint] = []
  }

  /// Why a request goes nowhere.
  enum Refusal: Error { case noRule, noBackend }

  var table = EndpointTable()
  var routes = RouteTable()
  private(set) var counts: [ObjectKey: ProxyCounts] = [:]
  private var random: RandomSource

  init(random: RandomSource) { self.random = random }

  mutating func count(_ service: ObjectKey, _ change: (inout ProxyCounts) -> Void) {
    change(&counts[service, default: ProxyCounts()])
  }

  /// Finds out where a request to a Service goes: to itself, unless routes say otherwise.
  mutating func course(of request: HTTPRequest, to service: ObjectKey) -> Result<Course, Refusal> {
    guard routes.isRouted(service) else { return .success(Course(service: service)) }
    guard let rule = routes.rule(for: request, to: service) else { return .failure(.noRule) }
    guard let backend = rule.pick(using: &random) else { return .failure(.noBackend) }
    let copied = rule.mirrors.filter { Double.random(in: 0..<1, using: &random) < $0.fraction }
    let mirrors = copied.compactMap { table.endpoints(of: $0.service)?.randomElement(using: &random) }
    return .success(Course(service: backend.service, answerFields: backend.answerFields, mirrors: mirrors))
  }

  /// Picks an endpoint at random, every ready one with the same chance.
  ///
  /// - Parameters:
  ///   - target: the Service whose endpoints may have the request.
  ///   - failed: those to which no connection could be made.
  mutating func pick(_ service: ObjectKey, at target: ObjectKey, except failed: Set<Endpoint>) -> Endpoint? {
    let candidates = (table.endpoints(of: target) ?? []).filter { !failed.contains($0) }
    guard let endpoint = candidates.randomElement(using: &random) else { return nil }
    count(service) { $0.byEndpoint[endpoint, default: 0] += 1 }
    return endpoint
  }

  /// An endpoint to which no connection could be made has not been given the request.
  mutating func takeBack(_ service: ObjectKey, _ endpoint: Endpoint) {
    count(service) { counts in
      counts.byEndpoint[endpoint, default: 1] -= 1
      counts.retries += 1
    }
  }
}
