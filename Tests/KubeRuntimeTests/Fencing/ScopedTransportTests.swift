import KubeClient
import Synchronization
import Testing

@testable import KubeRuntime

@Suite("A transport that is held to one namespace")
struct ScopedTransportTests {
  private final class Counter: KubeTransport {
    let sent = Mutex(0)

    func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
      sent.withLock { $0 += 1 }
      return KubeResponse(status: 200, headers: [], body: KubeBody([]))
    }
  }

  @Test(
    "sends writes to that one alone",
    arguments: [
      ("/api/v1/namespaces/ml/services", true), ("/api/v1/namespaces/ml/services/fraud", true),
      ("/apis/apps/v1/namespaces/ml/deployments/fraud/scale", true),
      ("/apis/apps/v1/namespaces/shop/deployments/fraud", false), ("/api/v1/namespaces/ml-2/services", false),
      ("/api/v1/namespaces/ml", false), ("/api/v1/namespaces/shop/services/ml", false), ("/api/v1/nodes/ml", false),
      ("/apis/rbac.authorization.k8s.io/v1/clusterroles/namespaces/ml/x", false), ("", false),
    ])
  func writes(path: String, isSent: Bool) async throws {
    let counter = Counter()
    let transport = ScopedTransport(counter, namespace: "ml")
    do throws(KubeError) {
      _ = try await transport.send(KubeRequest(method: .patch, path: path))
    } catch {
      #expect(error.code == .fenced)
    }
    #expect(counter.sent.withLock { $0 } == (isSent ? 1 : 0))
    _ = try await transport.send(KubeRequest(method: .get, path: path))
    #expect(counter.sent.withLock { $0 } == (isSent ? 2 : 1), "reads go through")
  }
}
