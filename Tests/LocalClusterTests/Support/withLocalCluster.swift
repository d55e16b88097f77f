import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes

@testable import LocalCluster

/// A kubelet and a proxy that run against an API server.
struct RunningCluster: Sendable {
  let client: KubeClient
  let proxy: ServiceProxy
  let folder: String

  /// Waits until a pod is as it should be; the pods are those of the namespace `default`.
  func waitForPods(_ condition: ([Pod]) -> Bool) async throws {
    var pods: [ObjectKey: Pod] = [:]
    var isComplete = false
    for await event in Watcher(client.api(Pod.self, namespace: "default")) {
      switch event {
      case .listed(let listed): for pod in listed { pods[pod.key] = pod }
      case .applied(let pod): pods[pod.key] = pod
      case .deleted(let pod): pods[pod.key] = nil
      case .synced: isComplete = true
      case .restarted, .bookmarked, .interrupted, .resumed: break
      }
      if isComplete, condition(Array(pods.values)) { return }
    }
    throw CancellationError()
  }

  /// Waits until a Service has so many endpoints.
  func waitForEndpoints(_ count: Int, of service: String) async throws {
    let key = ObjectKey(namespace: "default", name: service)
    try await waitUntil { proxy.endpoints(of: key).count == count }
  }
}

/// Runs a kubelet and a proxy for the time of a test.
func withLocalCluster<Result: Sendable>(
  _ transport: any KubeTransport, images: [String: [String]],
  configure: (inout KubeletConfiguration) -> Void = { _ in },
  _ body: (RunningCluster) async throws -> Result
) async throws -> Result {
  try await withTemporaryFolder { folder in
    let client = KubeClient(transport: transport)
    let addresses = try LoopbackPool()
    var configuration = KubeletConfiguration(images: images, folder: folder)
    configure(&configuration)
    let kubelet = Kubelet(client: client, configuration: configuration, addresses: addresses, logger: .quiet)
    let proxy = ServiceProxy(client: client, addresses: addresses, random: .seeded(1), logger: .quiet)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await kubelet.run() }
      group.addTask { try await proxy.run() }
      let result = try await body(RunningCluster(client: client, proxy: proxy, folder: folder))
      group.cancelAll()
      try await group.waitForAll()
      return result
    }
  }
}
