import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import Logging
import Observability
import Testing

@testable import SlipwayOperator

@Suite struct MetricsGateTests {
  private static let group = "rbac.authorization.k8s.io"
  private let transport: SimulatorTransport

  /// A cluster that holds the operator to the rules that it has for this, and knows who may read the metrics.
  init() throws {
    let now = Timestamp(seconds: 1_790_000_000)
    var cluster = SimulatedCluster(seed: 1, start: now)
    for (name, rules, user) in [
      ("reviews", OperatorRole.reviewRules.map(\.json), "operator"),
      ("reader", [["nonResourceURLs": ["/metrics"], "verbs": ["get"]]], "prometheus"),
    ] {
      try Self.post(&cluster, "clusterroles", ["metadata": ["name": .string(name)], "rules": .array(rules)], now)
      try Self.post(
        &cluster, "clusterrolebindings",
        [
          "metadata": ["name": .string(name)],
          "roleRef": ["apiGroup": .string(Self.group), "kind": "ClusterRole", "name": .string(name)],
          "subjects": [["apiGroup": .string(Self.group), "kind": "User", "name": .string(user)]],
        ], now)
    }
    let names = ["prometheus": "token-1", "bob": "token-2"]
    cluster.access = AccessSettings(
      isEnforced: true,
      staticTokens: Dictionary(uniqueKeysWithValues: names.map { ($0.value, UserInfo(name: $0.key)) }))
    transport = SimulatorTransport(
      cluster: cluster, identity: UserInfo(name: "operator", groups: ["system:authenticated"]), now: { now },
      sleepUntil: { _ in })
  }

  private static func post(
    _ cluster: inout SimulatedCluster, _ plural: String, _ body: JSONValue, _ now: Timestamp
  ) throws {
    let request = KubeRequest(
      method: .post, path: "/apis/\(group)/v1/\(plural)",
      headers: [KubeRequest.Field("Content-Type", "application/json")], body: JSONWriter.write(body))
    try #require(cluster.handle(request, at: now).status == 201)
  }

  private func makeGate() -> MetricsGate {
    MetricsGate(
      KubeClient(transport: transport), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  static let cases: [(String?, ScrapeAnswer)] = [
    ("Bearer token-1", .allowed), ("bearer  token-1", .allowed), ("Bearer token-2", .forbidden(user: "bob")),
    ("Bearer token-3", .unauthenticated), ("Bearer ", .unauthenticated), ("Basic dG9rZW4tMQ==", .unauthenticated),
    ("token-1", .unauthenticated), (nil, .unauthenticated),
  ]

  @Test("the cluster decides", arguments: cases)
  func decides(authorization: String?, answer: ScrapeAnswer) async {
    #expect(await makeGate().answer(authorization) == answer)
  }

  @Test("without the rights to ask nobody is let in")
  func isClosedWithoutRights() async {
    transport.withCluster { cluster in
      let request = KubeRequest(method: .delete, path: "/apis/\(Self.group)/v1/clusterrolebindings/reviews")
      #expect(cluster.handle(request, as: .admin, at: Timestamp(seconds: 1_790_000_001)).status == 200)
    }
    #expect(await makeGate().answer("Bearer token-1") == .unknown(reason: "the cluster does not say who may read the metrics"))
  }
}
