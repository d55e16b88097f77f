import KubeCore
import Testing

@testable import OperatorSimulation

@Suite("A route")
struct RoutedTrafficTests {
  private static func route(_ rules: JSONValue) -> RoutedTraffic { RoutedTraffic(["spec": ["rules": rules]]) }

  @Test("gives shares by weight, and what rules take besides")
  func shares() {
    let traffic = Self.route([
      ["matches": [["headers": [["name": "x-arm", "value": "b"]]]], "backendRefs": [["name": "two"]]],
      ["matches": [["path": ["type": "PathPrefix", "value": "/"]]],
        "backendRefs": [["name": "one", "weight": 3], ["name": "two", "weight": 1], ["name": "three", "weight": 0]]],
    ])
    #expect(traffic.shares.map(\.service) == ["two", "one", "two"])
    #expect(zip(traffic.shares.map(\.share), [0.1, 0.675, 0.225]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(traffic.mirror == nil)
  }

  private static let copies: [(JSONValue, Double)] = [
    (["percent": 50], 0.5), (["fraction": ["numerator": 5, "denominator": 1000]], 0.005), ([:], 1),
  ]

  @Test("copies requests", arguments: copies)
  func mirrors(settings: JSONValue, share: Double) {
    var mirror = settings
    mirror["backendRef"] = ["name": "two"]
    let traffic = Self.route([
      ["filters": [["type": "RequestMirror", "requestMirror": mirror]], "backendRefs": [["name": "one", "weight": 1]]]
    ])
    #expect(traffic.mirror == RoutedTraffic.Mirror(service: "two", share: share))
  }

  @Test("without a rule for all leads nobody anywhere")
  func noDefault() {
    let traffic = Self.route([
      ["matches": [["headers": [["name": "x-arm", "value": "b"]]]], "backendRefs": [["name": "two", "weight": 1]]]
    ])
    #expect(traffic.backends == nil)
  }
}
