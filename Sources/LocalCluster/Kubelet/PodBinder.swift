import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging

/// Binds pods to this kubelet's node, one after the other.
struct PodBinder: Sendable {
  let environment: PodEnvironment
  private let queue = Mailbox<Pod>()

  init(environment: PodEnvironment) { self.environment = environment }

  /// Has a pod bound; of several versions of one pod only the newest is kept.
  func take(_ pod: Pod) { queue.replace(pod) { $0.metadata.uid == pod.metadata.uid } }

  /// Runs until the calling task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await queue.wait()
      for pod in queue.takeAll() where !Task.isCancelled { await bind(pod) }
    }
  }

  /// A pod that is bound already, or gone, needs nothing; after other failures it is tried again.
  private func bind(_ pod: Pod) async {
    do throws(KubeError) {
      _ = try await environment.scheduler.perform(request(pod))
    } catch {
      guard ![.conflict, .notFound, .cancelled].contains(error.code) else { return }
      environment.logger.warning("a pod cannot be bound", metadata: ["pod": "\(pod.key)", "error": "\(error)"])
      try? await environment.time.sleep(for: .seconds(1))
      if !queue.contains(where: { $0.metadata.uid == pod.metadata.uid }) { queue.send(pod) }
    }
  }

  private func request(_ pod: Pod) -> KubeRequest {
    let name = pod.metadata.name ?? ""
    var metadata: JSONValue = ["name": .string(name)]
    metadata["namespace"] = pod.metadata.namespace.map { .string($0) }
    // With the uid, a pod that has taken this one's name since then is refused.
    metadata["uid"] = pod.metadata.uid.map { .string($0) }
    let binding: JSONValue = [
      "apiVersion": "v1", "kind": "Binding", "metadata": metadata,
      "target": ["apiVersion": "v1", "kind": "Node", "name": .string(environment.configuration.nodeName)],
    ]
    return KubeRequest(
      method: .post,
      path: Pod.resourceType.path(namespace: pod.metadata.namespace, name: name, subresource: "binding"),
      headers: [
        KubeRequest.Field("Accept", "application/json"), KubeRequest.Field("Content-Type", "application/json"),
      ],
      body: JSONWriter.write(binding))
  }
}
