import KubeClient
import KubeRuntime
import Logging

/// What every pod of a kubelet shares.
struct PodEnvironment: Sendable {
  let client: KubeClient
  /// Binds pods to the node.
  let scheduler: KubeClient
  let configuration: KubeletConfiguration
  let addresses: LoopbackPool
  let supervisor: ProcessSupervisor
  let prober: Prober
  let time: TimeSource
  let logger: Logger

  static var hostIP: String { "127.0.0.1" }
}
