import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging

/// Registers a node, and says again and again that it is well.
struct NodeAgent: Sendable {
  /// Half of the 20 s that keep a node from being taken for dead after 40 s, as kubelets choose it.
  private static var heartbeat: Duration { .seconds(10) }

  let nodes: API<Node>
  let name: String
  let capacity: Int
  let time: TimeSource
  let logger: Logger

  /// Runs until the calling task is cancelled.
  func run() async {
    let since = time.wall().wholeSeconds
    while !Task.isCancelled {
      do throws(KubeError) {
        try await beat(since: since)
        try? await time.sleep(for: Self.heartbeat)
      } catch {
        guard !Task.isCancelled else { return }
        logger.warning("the node cannot be reported", metadata: ["error": "\(error)"])
        try? await time.sleep(for: .seconds(1))
      }
    }
  }

  /// Takes the node away, so that nothing waits for it any more.
  func remove() async {
    let nodes = nodes
    let name = name
    let outcome: Result<Void, KubeError>? = await time.withDeadline(time.now() + .seconds(2)) {
      do throws(KubeError) {
        _ = try await nodes.delete(name)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let error) = outcome, error.code != .notFound {
      logger.warning("the node stays behind", metadata: ["error": "\(error)"])
    }
  }

  private func beat(since: Timestamp) async throws(KubeError) {
    do throws(KubeError) {
      try await patchStatus(since: since)
    } catch {
      guard error.code == .notFound else { throw error }
      do throws(KubeError) {
        _ = try await nodes.create(Node(metadata: ObjectMeta(name: name, labels: labels)))
      } catch {
        guard error.code == .alreadyExists else { throw error }
      }
      try await patchStatus(since: since)
    }
  }

  private var labels: [String: String] {
    ["kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "local.slipway.dev/node": "true"]
  }

  private func patchStatus(since: Timestamp) async throws(KubeError) {
    let pods: JSONValue = ["pods": .string(String(capacity))]
    let ready: JSONValue = [
      "type": "Ready", "status": "True", "reason": "KubeletReady",
      "message": "slipway runs pods as local processes",
      "lastHeartbeatTime": .string(time.wall().wholeSeconds.text), "lastTransitionTime": .string(since.text),
    ]
    let status: JSONValue = [
      "capacity": pods, "allocatable": pods, "conditions": [ready],
      "addresses": [["type": "InternalIP", "address": "127.0.0.1"], ["type": "Hostname", "address": .string(name)]],
      "nodeInfo": [
        "machineID": "", "systemUUID": "", "bootID": "", "kernelVersion": "", "osImage": "",
        "containerRuntimeVersion": "process://slipway", "kubeletVersion": "v0.0.0-slipway", "kubeProxyVersion": "",
        "operatingSystem": "linux", "architecture": "",
      ],
    ]
    _ = try await nodes.patch(name, .merge(["status": status]), subresource: "status")
  }
}
