import CurlTransport
import KubeClient
import KubeConnection
import KubeCore
import KubeRuntime
import LocalCluster
import Logging
import MetricSources
import RolloutEngine
import ServiceLifecycle
import SlipwayOperator
import Synchronization

/// Connects to the cluster, runs its node, its proxy and the operator, and plays the scenario on them.
final class Director: Service {
  let demo: Demo
  let cluster = Mutex<DemoCluster?>(nil)
  private let folder: String
  private let data: DataSet
  private let screen: Int32
  private let outcome: Demo.Outcome

  init(demo: Demo, folder: String, data: DataSet, screen: Int32, outcome: Demo.Outcome) {
    self.demo = demo
    self.folder = folder
    self.data = data
    self.screen = screen
    self.outcome = outcome
  }

  func run() async throws {
    let kubeconfig = try await kubeconfig()
    let access = try ClusterAccess.resolve(
      ConnectionOverrides(kubeconfig: kubeconfig, context: demo.configuration.context), environment: demo.environment)
    let namespace = demo.configuration.kubeconfig == nil ? "demo" : "slipway-demo-\(UInt32.random(in: 0 ... .max))"
    let nodeName = "slipway-local-\(namespace)"
    // Each has a connection and an identity of its own, as the programs that they stand for would.
    let (admin, node, scheduler, proxy) = (
      try HTTPSTransport(access), try await transport(of: .node(nodeName), access),
      try await transport(of: .scheduler, access), try await transport(of: .proxy, access)
    )
    // A wrong kubeconfig or a server that is not there ends the demo here, with one clear line.
    _ = try await KubeClient(transport: admin).serverVersion()
    let addresses = try LoopbackPool()
    let serviceProxy = ServiceProxy(
      client: KubeClient(transport: proxy), addresses: addresses, random: .seeded(demo.configuration.seed),
      logger: demo.logger)
    let routes = RouteWatch(time: demo.time)
    let performance = Performance(
      demo: demo, client: KubeClient(transport: admin), namespace: namespace, proxy: serviceProxy, data: data,
      kubeconfig: kubeconfig, routes: routes, screen: screen, outcome: outcome)
    try await performance.prepare()
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
      .init(service: serviceProxy),
      .init(service: performance, successTerminationBehavior: .gracefullyShutdownGroup),
    ]
    var transports = [admin, node, scheduler, proxy]
    if !demo.configuration.usesInstalledOperator {
      let control = try await operatorTransport(KubeClient(transport: admin), namespace, access)
      transports.append(control)
      services.insert(.init(service: OperatorService(makeOperator(control, namespace, routes))), at: 1)
      services.insert(
        .init(
          service: kubelet(
            nodeName, KubeClient(transport: node), scheduler: KubeClient(transport: scheduler), addresses)), at: 0)
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: services, logger: demo.logger))
    let ended = await Result { try await group.run() }
    for transport in transports { await transport.shutdown() }
    try ended.get()
  }

  private func kubeconfig() async throws -> String {
    if let path = demo.configuration.kubeconfig { return path }
    guard let cluster = cluster.withLock({ $0 }) else { throw DemoError("there is no cluster to play on") }
    return try await cluster.writeKubeconfig(toFolder: folder)
  }

  /// On a real cluster all but the operator are the user of the kubeconfig.
  private func transport(of user: ClusterUser, _ access: ClusterAccess) async throws -> HTTPSTransport {
    guard let cluster = cluster.withLock({ $0 }) else { return try HTTPSTransport(access) }
    return try HTTPSTransport(try await cluster.access(of: user))
  }

  /// Gives everybody the rights that he needs, and the operator those of its role alone, on any cluster.
  private func operatorTransport(
    _ admin: KubeClient, _ namespace: String, _ access: ClusterAccess
  ) async throws -> HTTPSTransport {
    if demo.configuration.kubeconfig == nil { try await ClusterRoles(client: admin).install() }
    let account = OperatorAccount(client: admin, namespace: namespace)
    return try HTTPSTransport(try await account.install(from: access))
  }

  private func kubelet(
    _ nodeName: String, _ client: KubeClient, scheduler: KubeClient, _ addresses: LoopbackPool
  ) -> Kubelet {
    let images = DemoModel(configuration: demo.configuration, namespace: "").images
    var configuration = KubeletConfiguration(nodeName: nodeName, images: images, folder: folder + "/pods")
    // The operator owns the demo's pods; any other pod of a real cluster is left alone.
    configuration.podSelector = LabelSelector(matchLabels: ["app.kubernetes.io/managed-by": "slipway"])
    configuration.environment = ["SWIFT_BACKTRACE": "enable=no"]
    return Kubelet(
      client: client, scheduler: scheduler, configuration: configuration, addresses: addresses, logger: demo.logger)
  }

  private func makeOperator(_ transport: HTTPSTransport, _ namespace: String, _ routes: RouteWatch) -> Operator {
    var configuration = CurlConfiguration()
    configuration.proxy = .none
    let model = DemoModel(configuration: demo.configuration, namespace: namespace)
    var settings = OperatorConfiguration(namespace: namespace, instance: "slipway-demo")
    // Everything of the demo is on loopback, metrics servers too.
    settings.metricAddresses = .unrestricted
    return Operator(
      KubeClient(transport: routes.watching(transport, model: model.name)),
      http: CurlClient(configuration: configuration), watching: { WatchedSource(base: $0, watch: routes) },
      configuration: settings, time: demo.time,
      random: .system, logger: demo.logger,
      decide: { input in
        let decision = Rollout.decide(input)
        routes.note(input, decision)
        return decision
      })
  }
}
