import KubeClient
import KubeConnection
import KubeCore
import KubeRuntime
import KubeTypes

/// Serves each `Website` with a ConfigMap and a Deployment of nginx, and writes into its status how many pods are ready.
struct WebsiteOperator {
  let client: KubeClient
  let websites: Reflector<Website>
  let pages: Reflector<ConfigMap>
  let servers: Reflector<Deployment>
  let memory = AppliedMemory()
  let echoes = EchoLedger<ObjectKey>()

  init(_ client: KubeClient) {
    self.client = client
    // Only what carries our label is worth keeping.
    let ours = WatcherConfiguration(
      labelSelector: LabelSelector(matchExpressions: [.init(key: "example.dev/website", operator: .exists)]))
    websites = Reflector(client.api(Website.self))
    pages = Reflector(client.api(ConfigMap.self), configuration: ours)
    servers = Reflector(client.api(Deployment.self), configuration: ours)
  }

  func run() async {
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
    await controller.run()
  }

  private func reconcile(_ key: ObjectKey) async throws -> ReconcileOutcome {
    // What the website owns is collected with it.
    guard let website = websites.store.get(key), !website.metadata.isDeleting,
      let reference = website.controllerReference()
    else { return .settled }
    let applier = Applier(
      client, as: "website-operator", for: key, reference, memory: memory, echoes: echoes)
    let page = Declaration<ObjectKey>(website.page(), in: pages.store)
    let server = Declaration<ObjectKey>(try website.server(), in: servers.store, after: [page.id])
    let results = await applier.apply([page, server])

    let failure = results.values.compactMap { result -> ApplyError? in
      if case .failure(let error) = result { error } else { nil }
    }.first { $0.code != .dependencyFailed }
    if let failure { throw failure }
    return .settled
  }
}
