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
      guard let website = websites.store.get(key) else { return .settled }
      print("\(key) is to say \(website.spec.html)")
      return .settled
    }
    await controller.run()
  }
}
