import KubeClient
import KubeConnection
import KubeCore
import KubeRuntime
import KubeTypes
import Logging
import ServiceLifecycle
import UnixSignals

/// Serves each `Website` with a ConfigMap and a Deployment of nginx, and writes into its status how many pods are ready.
@main
struct WebsiteOperator: ServiceLifecycle.Service {
  let client: KubeClient
  let websites: Reflector<Website>
  let pages: Reflector<ConfigMap>
  let servers: Reflector<Deployment>
  let memory = AppliedMemory()
  let echoes = EchoLedger<ObjectKey>()

  static func main() async throws {
    let services = [WebsiteOperator(try KubeClient.connect())]
    try await ServiceGroup(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "website-operator")
    ).run()
  }

  init(_ client: KubeClient) {
    self.client = client
    // Only what carries our label is worth keeping.
    let ours = WatcherConfiguration(
      labelSelector: LabelSelector(matchExpressions: [.init(key: "example.dev/website", operator: .exists)]))
    websites = Reflector(client.api(Website.self))
    pages = Reflector(client.api(ConfigMap.self), configuration: ours)
    servers = Reflector(client.api(Deployment.self), configuration: ours)
  }

  func run() async throws {
    let elector = LeaderElector(
      client,
      configuration: LeaderElectionConfiguration(
        namespace: "default", name: "website-operator", identity: "website-operator-\(UInt64.random(in: 0 ... .max))"))
    let controller = Controller<ObjectKey>(
      ControllerConfiguration(name: "website"),
      sources: [
        .objects(of: websites, when: .generationOrMetadata), .owned(pages, by: Website.self),
        .owned(servers, by: Website.self),
      ]
    ) { key in
      // A store that has not seen our last writes yet would have us repeat them.
      guard await echoes.waitForEchoes(of: key) else { return .again(after: .seconds(1)) }
      do { return try await reconcile(key) } catch { return .failed(error) }
    }
    try await cancelWhenGracefulShutdown { try await controller.run(electedBy: elector) }
  }

  private func reconcile(_ key: ObjectKey) async throws -> ReconcileOutcome {
    // What the website owns is collected with it.
    guard let website = websites.store.get(key), !website.metadata.isDeleting,
      let reference = website.controllerReference()
    else { return .settled }
    let applier = Applier(
      client.fenced(), as: "website-operator", for: key, reference, memory: memory, echoes: echoes)
    let page = Declaration<ObjectKey>(website.page(), in: pages.store)
    let server = Declaration<ObjectKey>(try website.server(), in: servers.store, after: [page.id])
    let results = await applier.apply([page, server])

    let failure = results.values.compactMap { result -> ApplyError? in
      if case .failure(let error) = result { error } else { nil }
    }.first { $0.code != .dependencyFailed }
    let ready = servers.store.get(key)?.status?.readyReplicas ?? 0
    try await write(Website.Status(readyReplicas: ready, message: failure?.description), to: website)
    if let failure { throw failure }
    return .settled
  }

  private func write(_ status: Website.Status, to website: Website) async throws {
    guard status != website.status else { return }
    var object = website
    object.status = status
    let written = try await client.fenced().api(Website.self, namespace: website.metadata.namespace).replace(
      website.key.name, with: object, subresource: "status")
    echoes.wrote(written, to: websites.store, for: website.key)
  }
}
