import KubeClient
import KubeConnection
import KubeCore
import KubeRuntime
import KubeSimulator
import Testing

@testable import Demo

@Suite("The operator's account")
struct OperatorAccountTests {
  private func transport(enforcing: Bool = true) -> SimulatorTransport {
    var cluster = SimulatedCluster(start: TimeSource.live.wall())
    cluster.enforcesAccess = enforcing
    return SimulatorTransport(
      cluster: cluster, now: { TimeSource.live.wall() }, sleepUntil: { _ in throw CancellationError() })
  }

  private func account(_ transport: SimulatorTransport) -> OperatorAccount {
    OperatorAccount(client: KubeClient(transport: transport), namespace: "default")
  }

  @Test("may do what the chart's role allows, in its namespace, and nothing else")
  func isHeldToItsRole() async throws {
    let transport = transport()
    var admin = ClusterAccess(server: "https://127.0.0.1:1")
    admin.impersonation = Impersonation(user: "somebody")
    let access = try await account(transport).install(from: admin)
    #expect(access.server == admin.server)
    #expect(access.impersonation == nil)
    guard case .token(let token) = access.authorization else { throw CancellationError() }
    for (path, status) in [
      ("/api/v1/namespaces/default/services", 200), ("/apis/apps/v1/namespaces/default/deployments", 200),
      ("/api/v1/namespaces/default/secrets", 403), ("/api/v1/namespaces/kube-system/services", 403),
      ("/api/v1/services", 403), ("/api/v1/nodes", 403),
    ] {
      var request = KubeRequest(method: .get, path: path)
      request.headers = [KubeRequest.Field("Authorization", "Bearer \(token.value)")]
      let answer = try await transport.send(request)
      #expect(answer.status == status, "\(path)")
    }
  }
}
