public import CurlTransport
public import KubeClient
public import KubeCore
public import KubeRuntime
import KubeTypes
public import Logging
import MetricSources
package import RolloutEngine
import SlipwayAPI
import Workloads

/// The operator: stores of what it looks after, and one controller that reconciles ModelDeployments.
public struct Operator: Sendable {
  /// Who the operator is in events.
  public static let name = "slipway.dev/operator"

  private let controller: Controller<ObjectKey>
  let recorder: EventRecorder
  let stores: OperatorStores

  public init(
    _ client: KubeClient, http: CurlClient, configuration: OperatorConfiguration, time: TimeSource = .live,
    random: RandomSource = .system, logger: Logger = Logger(label: "slipway.operator")
  ) {
    let source = PodMetricsSource(client: http, timeout: configuration.scrapeTimeout) { time.now().seconds }
    self.init(client, source: source, configuration: configuration, time: time, random: random, logger: logger)
  }

  /// - Parameters:
  ///   - source: where samples come from, instead of the pods' own endpoints.
  ///   - decide: the decision function, which a simulation wraps to look at its decisions.
  package init(
    _ client: KubeClient, source: some SampleSource, configuration: OperatorConfiguration, time: TimeSource,
    random: RandomSource, logger: Logger,
    decide: @escaping @Sendable (RolloutInput) -> RolloutDecision = { Rollout.decide($0) }
  ) {
    let (namespace, logger, time, random) = (configuration.namespace, logger, time, random)
    func reflector<Object>(
      _ type: Object.Type, owned: Bool = true
    ) -> Reflector<Object> {
      let selector = owned
        ? LabelSelector(matchLabels: [SlipwayLabels.managedBy: SlipwayLabels.manager]) : nil
      return Reflector(
        client.api(Object.self, namespace: namespace), indexes: owned ? [.label(SlipwayLabels.deployment)] : [],
        configuration: WatcherConfiguration(labelSelector: selector), time: time, random: random, logger: logger)
    }
    let models = reflector(StoredModelDeployment.self, owned: false)
    let deployments = reflector(Deployment.self)
    let services = reflector(Service.self)
    let pods = reflector(Pod.self)
    let recorder = EventRecorder(
      client,
      configuration: EventRecorderConfiguration(
        reportingController: Self.name, reportingInstance: configuration.instance),
      time: time, random: random, logger: logger)
    let stores = OperatorStores(
      models: models.store, deployments: deployments.store, services: services.store, pods: pods.store)
    let echoes = EchoLedger<ObjectKey>(time: time)
    let reconciler = ModelDeploymentReconciler(
      stores: stores, applier: Applier(client: client, stores: stores, echoes: echoes), echoes: echoes,
      judges: RolloutJudges(source: source, time: time), recorder: recorder, time: time, logger: logger, decide: decide)
    var controllerConfiguration = ControllerConfiguration(name: "modeldeployment")
    controllerConfiguration.workers = configuration.workers
    controller = Controller(
      controllerConfiguration,
      sources: [
        .objects(of: models, when: .generationOrMetadata),
        .kind(deployments, keys: Self.owner), .kind(services, keys: Self.owner), .kind(pods, keys: Self.owner),
      ],
      reconciler: reconciler, time: time, random: random, logger: logger)
    self.recorder = recorder
    self.stores = stores
  }

  private static func owner(of object: some KubeResource) -> [ObjectKey] {
    object.metadata.labels?[SlipwayLabels.deployment].map {
      [ObjectKey(namespace: object.metadata.namespace, name: $0)]
    } ?? []
  }

  /// Looks after ModelDeployments until the calling task is cancelled; reconciles in flight are then finished.
  public func run() async {
    await withTaskGroup { group in
      group.addTask { await recorder.run() }
      await controller.run()
      group.cancelAll()
    }
  }

  /// Whether the operator does its work.
  public var health: ControllerHealth<ObjectKey> { controller.health }

  /// What the operator has done.
  public var metrics: ControllerMetrics { controller.metrics }
}
