public import KubeClient
import KubeCore
public import KubeRuntime
import KubeTypes
public import Logging
public import ServiceLifecycle

/// Runs pods as local processes. An ordinary client of the API: it serves a simulated and a real API server alike.
///
/// It registers a node, binds pods to it that have none and whose every image it knows, and gives each its own
/// loopback address, on which the pod's containers listen. It needs an API server without a scheduler, or pods that the
/// scheduler leaves alone; controllers are not its business.
///
/// Containers are processes, no more: they share the machine's files, and `volumes`, `workingDir`, `resources` and
/// `securityContext` have no effect. The token of a service account lies in the pod's folder, and `KUBECONFIG` tells of
/// it. A process runs in a folder of its pod, and its output goes to `NAME.log` there.
/// Every process ends with the kubelet: in good order when it is stopped, by the kernel's hand when the program dies.
public struct Kubelet: ServiceLifecycle.Service {
  let client: KubeClient
  let scheduler: KubeClient
  let configuration: KubeletConfiguration
  let addresses: LoopbackPool
  let time: TimeSource
  let logger: Logger

  /// - Parameters:
  ///   - client: speaks as the node.
  ///   - scheduler: binds pods to the node, which nodes themselves may not do; default `client`.
  ///   - addresses: where pods get their addresses from.
  ///   - time: default the machine's clocks.
  public init(
    client: KubeClient, scheduler: KubeClient? = nil, configuration: KubeletConfiguration, addresses: LoopbackPool,
    time: TimeSource = .live, logger: Logger
  ) {
    self.client = client
    self.scheduler = scheduler ?? client
    self.configuration = configuration
    self.addresses = addresses
    self.time = time
    self.logger = logger
  }

  /// Runs pods until the calling task is cancelled or shut down gracefully; no process is left when it returns. To be
  /// called once.
  ///
  /// - Throws: `.processNotStarted` or `.fileNotWritten` when it cannot even begin.
  public func run() async throws {
    try Folder.make(configuration.folder)
    let supervisor = try ProcessSupervisor()
    let prober = Prober()
    let environment = PodEnvironment(
      client: client, scheduler: scheduler, configuration: configuration, addresses: addresses, supervisor: supervisor,
      prober: prober, time: time, logger: logger)
    let node = NodeAgent(
      nodes: client.api(Node.self), name: configuration.nodeName, capacity: configuration.capacity, time: time,
      logger: logger)
    // Only cancellation ends the work: every failure of the API is waited out.
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        group.addTask { await node.run() }
        group.addTask { await PodDispatcher(environment: environment).run() }
      }
    }
    await supervisor.shutDown(grace: configuration.stopGrace)
    await prober.shutDown()
    // After a cancellation no request gets through any more, and the node stays behind.
    if !Task.isCancelled { await node.remove() }
  }
}
