import KubeCore
import KubeRuntime

/// What the parts of a proxy share: who is ready, and what has been counted.
struct ProxyState: Sendable {
  var table = EndpointTable()
  private(set) var counts: [ObjectKey: ProxyCounts] = [:]
  private var random: RandomSource

  init(random: RandomSource) { self.random = random }

  mutating func count(_ service: ObjectKey, _ change: (inout ProxyCounts) -> Void) {
    change(&counts[service, default: ProxyCounts()])
  }

  /// Picks an endpoint at random, every ready one with the same chance.
  ///
  /// - Parameter failed: those to which no connection could be made.
  mutating func pick(_ service: ObjectKey, except failed: Set<Endpoint>) -> Endpoint? {
    let candidates = (table.endpoints(of: service) ?? []).filter { !failed.contains($0) }
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
