import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTestSupport
import SlipwayAPI
import Testing

@testable import SlipwayOperator

/// What `helm test` asks.
@Suite struct OperatorCheckTests {
  private static let leases = "/apis/coordination.k8s.io/v1/namespaces/slipway/leases"
  private let time = ManualTime(wall: Timestamp(seconds: 1_790_000_000))
  private let transport: SimulatorTransport

  init() {
    let time = time
    transport = SimulatorTransport(
      cluster: SimulatedCluster(seed: 1, start: time.source.wall()), now: { time.source.wall() }, sleepUntil: { _ in })
    for definition in CustomResourceDefinition.all {
      post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition)
    }
    post("/api/v1/namespaces", ["metadata": ["name": "slipway"]])
  }

  private func post(_ path: String, _ object: JSONValue) {
    let request = KubeRequest(
      method: .post, path: path, headers: [KubeRequest.Field("Content-Type", "application/json")],
      body: JSONWriter.write(object))
    transport.withCluster { _ = $0.handle(request, at: time.source.wall()) }
  }

  /// A lease that was renewed so many seconds ago.
  private func addLease(_ name: String, renewed seconds: Int, labels: JSONValue = [:]) {
    let renewed = MicroTime(time.source.wall() + .seconds(-seconds)).text
    post(
      Self.leases,
      [
        "metadata": ["name": .string(name), "labels": labels],
        "spec": ["holderIdentity": "a", "leaseDurationSeconds": 15, "renewTime": .string(renewed)],
      ])
  }

  private func check(_ transport: SimulatorTransport? = nil, sharded isSharded: Bool = false) -> OperatorCheck {
    OperatorCheck(
      KubeClient(transport: transport ?? self.transport), namespace: nil, leaseNamespace: "slipway",
      leaseName: "slipway", isSharded: isSharded)
  }

  private func problems(sharded isSharded: Bool = false, within patience: Duration = .zero) async throws -> [String] {
    try await check(sharded: isSharded).problems(within: patience, time: time.jumpingSource)
  }

  private static let idle = "no operator works: the lease slipway in slipway is not being renewed"

  @Test(arguments: [(10, [String]()), (29, []), (31, [idle])])
  func aReplicaWorksWhoseLeaseIsRenewed(seconds: Int, expected: [String]) async throws {
    addLease("slipway", renewed: seconds)
    #expect(try await problems() == expected)
  }

  @Test func shardsAreFoundByTheirGroup() async throws {
    addLease("slipway", renewed: 1)
    #expect(try await problems(sharded: true) == [Self.idle])
    addLease("slipway-a", renewed: 1, labels: [OperatorCheck.shardLabel: "slipway"])
    #expect(try await problems(sharded: true) == [])
  }

  @Test func aReplicaIsGivenTime() async throws {
    let start = time.now
    #expect(try await problems(within: .seconds(30)) == [Self.idle])
    #expect(time.now - start == .seconds(30))
    let waiting = Task { try await check().problems(within: .seconds(30), time: time.source) }
    try await time.waitForSleeper(within: .seconds(1))
    addLease("slipway", renewed: 0)
    time.advance(by: .seconds(1))
    #expect(try await waiting.value == [])
  }

  @Test func kindsThatAreMissingAreNamed() async throws {
    addLease("slipway", renewed: 1)
    let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/rolloutpolicies.slipway.dev"
    transport.withCluster { _ = $0.handle(KubeRequest(method: .delete, path: path), at: time.source.wall()) }
    #expect(
      try await problems() == [
        "rolloutpolicies.slipway.dev v1alpha1 is not served: apply the definitions of this version"
      ])
  }

  @Test func rightsThatAreMissingAreNamed() async throws {
    addLease("slipway", renewed: 1)
    let group = "rbac.authorization.k8s.io"
    post(
      "/apis/\(group)/v1/clusterroles",
      [
        "metadata": ["name": "leases"],
        "rules": [["apiGroups": ["coordination.k8s.io"], "resources": ["leases"], "verbs": ["get"]]],
      ])
    post(
      "/apis/\(group)/v1/clusterrolebindings",
      [
        "metadata": ["name": "leases"],
        "roleRef": ["apiGroup": .string(group), "kind": "ClusterRole", "name": "leases"],
        "subjects": [["apiGroup": .string(group), "kind": "User", "name": "bob"]],
      ])
    let cluster = transport.withCluster { cluster in
      cluster.enforcesAccess = true
      return cluster
    }
    let bob = SimulatorTransport(
      cluster: cluster, identity: UserInfo(name: "bob", groups: ["system:authenticated"]),
      now: { time.source.wall() }, sleepUntil: { _ in })
    var check = check(bob)
    check.namespace = "ml"
    let problems = try await check.problems(within: .zero, time: time.jumpingSource)
    #expect(problems.contains("may not list, patch, watch modeldeployments of slipway.dev in ml"))
    #expect(problems.contains("may not create, patch events of events.k8s.io in ml"))
    let verbs = OperatorRole.rules.flatMap { rule in rule.resources.map { "\($0) of \(rule.group.isEmpty ? "core" : rule.group)" } }
    #expect(problems.count == verbs.count, "\(problems)")
  }
}
