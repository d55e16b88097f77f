import CurlTransport
import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTypes
import LocalCluster
import Logging
import ServiceLifecycle
import SlipwayAPI
import SlipwayOperator
import Synchronization

/// Plays a scenario: runs the good version, sends traffic, applies the next version and watches what becomes of it.
final class Performance: ServiceLifecycle.Service {
  /// How long traffic flows before the new version is applied.
  private static let prelude = Duration.seconds(4)
  /// How often the screen is renewed.
  private static let tick = Duration.milliseconds(250)

  let demo: Demo
  let client: KubeClient
  let namespace: String
  private let proxy: ServiceProxy
  private let data: DataSet
  private let kubeconfig: String
  private let routes: RouteWatch
  private let outcome: Demo.Outcome
  let model: DemoModel
  private let display: Mutex<DemoScreen>
  private let began: MonotonicInstant
  private let versions = Mutex<[String: String]>([:])
  private let traffic = Mutex<TrafficGenerator?>(nil)
  private let previewed = Mutex<TrafficGenerator?>(nil)
  private let recent = Mutex<[(MonotonicInstant, Int)]>([])

  init(
    demo: Demo, client: KubeClient, namespace: String, proxy: ServiceProxy, data: DataSet, kubeconfig: String,
    routes: RouteWatch, screen: Int32, outcome: Demo.Outcome
  ) {
    self.demo = demo
    self.client = client
    self.namespace = namespace
    self.proxy = proxy
    self.data = data
    self.kubeconfig = kubeconfig
    self.routes = routes
    self.outcome = outcome
    model = DemoModel(configuration: demo.configuration, namespace: namespace)
    display = Mutex(DemoScreen(file: screen, environment: demo.environment))
    began = demo.time.now()
  }

  /// Installs what a cluster needs before anything can watch ModelDeployments: the definition and the namespace.
  func prepare() async throws {
    if !demo.configuration.usesInstalledOperator {
      show(preparing: "installing the definitions")
      for definition in CustomResourceDefinition.all { try await install(definition) }
    }
    if demo.configuration.router == .gateway, demo.configuration.kubeconfig == nil {
      try await install(LocalGateway.definition)
    }
    _ = try await client.api(Namespace.self).apply(
      namespace, ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(namespace)]],
      fieldManager: "slipway-demo")
  }

  /// Applies a definition, and waits until its kind is served.
  private func install(_ definition: JSONValue) async throws {
    let definitions = ResourceType(
      group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition",
      plural: "customresourcedefinitions", isNamespaced: false)
    let name = definition["metadata"]?["name"]?.string ?? ""
    _ = try await client.api(definitions).apply(name, definition, fieldManager: "slipway-demo", force: true)
    for _ in 0..<100 {
      let stored = try await client.api(definitions).get(name)
      let conditions = stored.content["status"]?["conditions"]?.elements ?? []
      if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { break }
      try await demo.time.sleep(for: .milliseconds(100))
    }
  }

  func run() async throws {
    // Cancellation is how an interruption reaches the play; it then ends without a result.
    try await cancelWhenGracefulShutdown {
      let played = await Result { try await self.play() }
      await self.cleanUp()
      switch played {
      case .success(let result): self.outcome.result.withLock { $0 = result }
      case .failure(let error) where !Task.isCancelled: throw error
      case .failure: break
      }
    }
  }

  private func play() async throws -> DemoResult {
    let reflector = Reflector(
      client.api(StoredModelDeployment.self, namespace: namespace), time: demo.time, logger: demo.logger)
    return try await withThrowingTaskGroup(of: DemoResult?.self) { group in
      group.addTask {
        await reflector.run()
        return nil
      }
      group.addTask { try await self.perform(reflector.store) }
      defer { group.cancelAll() }
      while let result = try await group.next() { if let result { return result } }
      throw CancellationError()
    }
  }

  private func perform(_ store: Store<StoredModelDeployment>) async throws -> DemoResult {
    let stable = try await apply(Scenario.stableVersion)
    try await watch(store, preparing: "starting \(DemoModel.replicas) replicas of the good version") { status in
      status.stable?.revision == stable && status.phase == .healthy
    }
    let address = try await proxy.address(of: ObjectKey(namespace: namespace, name: model.name))
    var configuration = CurlConfiguration()
    configuration.httpVersion = .http1Only
    configuration.proxy = .none
    let http = CurlClient(configuration: configuration)
    let generator = TrafficGenerator(
      client: http, address: address, model: model.name, data: data, configuration: demo.configuration,
      time: demo.time)
    traffic.withLock { $0 = generator }
    return try await withThrowingTaskGroup(of: DemoResult?.self) { group in
      group.addTask {
        await generator.run()
        return nil
      }
      if demo.configuration.scenario.looksAtPreview {
        group.addTask {
          await self.lookAtPreview(http)
          return nil
        }
      }
      group.addTask { try await self.rollOut(store, generator, first: stable) }
      // A generator ends only when it is cancelled, and finishes what is in flight.
      var played: DemoResult?
      while played == nil, let ended = try await group.next() { played = ended }
      guard var result = played else { throw CancellationError() }
      group.cancelAll()
      try await group.waitForAll()
      result.counts = generator.counts
      result.seesRoutes = !demo.configuration.usesInstalledOperator
      result.previewRequests = previewed.withLock { $0 }?.counts.requests ?? 0
      return result
    }
  }

  /// Sends requests to the preview of the candidate as long as there is one.
  private func lookAtPreview(_ http: CurlClient) async {
    let preview = ObjectKey(namespace: namespace, name: model.name + "-preview")
    guard let address = try? await proxy.address(of: preview), await wait(until: { !self.proxy.endpoints(of: preview).isEmpty })
    else { return }
    var configuration = demo.configuration
    (configuration.seed, configuration.rate) = (configuration.seed &+ 1, configuration.rate / 2)
    let generator = TrafficGenerator(
      client: http, address: address, model: model.name, data: data, configuration: configuration, time: demo.time)
    previewed.withLock { $0 = generator }
    await withDiscardingTaskGroup { group in
      group.addTask { await generator.run() }
      _ = await wait { self.proxy.endpoints(of: preview).isEmpty }
      group.cancelAll()
    }
  }

  /// - Returns: `false` when the calling task is cancelled first.
  private func wait(until isMet: () -> Bool) async -> Bool {
    while !isMet() {
      guard (try? await demo.time.sleep(for: .milliseconds(100))) != nil else { return false }
    }
    return true
  }

  private func rollOut(
    _ store: Store<StoredModelDeployment>, _ generator: TrafficGenerator, first: String
  ) async throws -> DemoResult {
    let preludeEnd = demo.time.now() + Self.prelude
    try await watch(store) { _ in self.demo.time.now() >= preludeEnd }
    var course = Course(first: first)
    for act in demo.configuration.scenario.acts { try await perform(act, &course, store) }
    guard let trial = course.trial, let applied = course.applied, let decision = trial.decision, let end = trial.end else {
      throw DemoError("the rollout left no result")
    }
    if demo.configuration.keepsRunning {
      // Interruption is how it ends, and no failure.
      try? await watch(store, isLimited: false) { _ in false }
    }
    return DemoResult(
      scenario: demo.configuration.scenario, modelSet: demo.configuration.modelSet, seed: demo.configuration.seed,
      outcome: end.outcome.rawValue, decidingMetric: trial.decidingMetric, message: end.message,
      counts: generator.counts, secondsToDecision: (decision - applied) / .seconds(1),
      secondsToRoute: routes.length.map { $0 / .seconds(1) }, maxCandidateWeight: trial.largestShare,
      asked: course.asked)
  }

  /// Applies one version of the model.
  ///
  /// - Returns: the name of its revision.
  func apply(_ version: String) async throws -> String {
    let object = model.object(version: version)
    let revision = RevisionName.make(spec: object["spec"] ?? [:])
    versions.withLock { $0[revision] = version }
    _ = try await client.api(ModelDeployment.resourceType, namespace: namespace).apply(
      model.name, object, fieldManager: "slipway-demo")
    return revision
  }

  /// Shows what happens until a condition holds.
  ///
  /// - Throws: ``DemoError`` when the demo has taken too long.
  func watch(
    _ store: Store<StoredModelDeployment>, preparing: String? = nil, isLimited: Bool = true,
    until condition: (ModelDeploymentStatus) -> Bool
  ) async throws {
    while true {
      let stored = store.get(ObjectKey(namespace: namespace, name: model.name))
      let status = stored.map { ModelDeploymentStatus(json: $0.content["status"] ?? [:]) }
      show(status, preparing: preparing)
      if let status, condition(status) { return }
      if let status, status.phase == .invalid { throw DemoError(status.explanation?.message ?? "the spec is invalid") }
      guard !isLimited || demo.time.now() - began < demo.configuration.limit else {
        throw DemoError("no decision within \(demo.configuration.limit)")
      }
      try await demo.time.sleep(for: Self.tick)
    }
  }

  private func show(_ status: ModelDeploymentStatus? = nil, preparing: String? = nil) {
    let counts = traffic.withLock { $0 }?.counts ?? TrafficCounts()
    let now = demo.time.now()
    let frame = DemoFrame(
      scenario: demo.configuration.scenario, model: model.name, seed: demo.configuration.seed,
      kubeconfig: kubeconfig, elapsed: Int((now - began).components.seconds), preparation: preparing,
      status: status, versions: versions.withLock { $0 }, counts: counts, rate: rate(counts.requests, now))
    display.withLock { $0.show(frame) }
  }

  /// Requests a second over the last five seconds.
  private func rate(_ requests: Int, _ now: MonotonicInstant) -> Int {
    recent.withLock { recent in
      recent.append((now, requests))
      recent.removeAll { now - $0.0 > .seconds(5) }
      guard let first = recent.first, now - first.0 >= .seconds(1) else { return 0 }
      return Int((Double(requests - first.1) / ((now - first.0) / .seconds(1))).rounded())
    }
  }

  /// Leaves nothing of the demo in a real cluster but the definition, which others may use.
  private func cleanUp() async {
    guard demo.configuration.kubeconfig != nil else { return }
    // Runs to its end although the demo has been interrupted: it is what the interruption is for.
    await Task { [client, namespace, model, time = demo.time] in
      do {
        try await client.api(ModelDeployment.resourceType, namespace: namespace).delete(model.name)
        for _ in 0..<100 where try await !client.api(Pod.self, namespace: namespace).list().items.isEmpty {
          try await time.sleep(for: .milliseconds(200))
        }
        try await client.api(Namespace.self).delete(namespace)
      } catch {
        self.demo.logger.warning("The namespace of the demo is left behind", metadata: ["error": "\(error)"])
      }
    }.value
  }
}
