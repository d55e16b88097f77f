public import CurlTransport
public import KubeClient
import KubeCore
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

  let controller: Controller<ObjectKey>
  let replicas: ReplicaMode
  let recorder: EventRecorder
  let stores: OperatorStores
  let desk: RouteDesk

  public init(
    _ client: KubeClient, http: CurlClient, configuration: OperatorConfiguration, replicas: ReplicaMode = .single,
    time: TimeSource = .live, random: RandomSource = .system, logger: Logger = Logger(label: "slipway.operator")
  ) {
    self.init(
      client, http: http, configuration: configuration, replicas: replicas, time: time, random: random, logger: logger
    ) { Rollout.decide($0) }
  }

  /// - Parameters:
  ///   - watching: what the demo puts around the source, to know when samples arrive.
  ///   - decide: the decision function, which the demo wraps to look at its decisions.
  package init(
    _ client: KubeClient, http: CurlClient,
    watching: (any SampleSource) -> any SampleSource = { $0 }, configuration: OperatorConfiguration,
    replicas: ReplicaMode = .single, time: TimeSource, random: RandomSource, logger: Logger,
    decide: @escaping @Sendable (RolloutInput) -> RolloutDecision
  ) {
    let servers = MetricServers(
      secrets: SecretShelf(client, time: time), addresses: configuration.metricAddresses, time: time)
    let source = LiveSource(
      client: http, timeout: configuration.scrapeTimeout, servers: servers, time: time, random: random)
    self.init(
      client, source: watching(source), warmer: HTTPWarmUpSender(client: http), configuration: configuration,
      replicas: replicas, time: time, random: random, logger: logger, decide: decide)
  }

  /// - Parameters:
  ///   - source: where samples come from, instead of the pods' own endpoints.
  ///   - decide: the decision function, which a simulation wraps to look at its decisions.
  package init(
    _ client: KubeClient, source: some SampleSource, warmer: some WarmUpSender = NoWarmUp(),
    configuration: OperatorConfiguration, replicas: ReplicaMode = .single, time: TimeSource, random: RandomSource,
    logger: Logger,
    decide: @escaping @Sendable (RolloutInput) -> RolloutDecision = { Rollout.decide($0) }
  ) {
    let (namespace, logger, time, random) = (configuration.namespace, logger, time, random)
    func reflector<Object>(
      _ type: Object.Type, owned: Bool = true, by further: [StoreIndex<Object>] = [],
      trimming trim: (@Sendable (inout Object) -> Void)? = nil
    ) -> Reflector<Object> {
      let selector =
        owned
        ? LabelSelector(matchLabels: [SlipwayLabels.managedBy: SlipwayLabels.manager]) : nil
      return Reflector(
        client.api(Object.self, namespace: namespace),
        indexes: owned ? [.label(SlipwayLabels.deployment)] + further : [], trimming: trim, isPacked: owned,
        configuration: WatcherConfiguration(labelSelector: selector), time: time, random: random, logger: logger)
    }
    let models = reflector(StoredModelDeployment.self, owned: false)
    let deployments = reflector(Deployment.self, trimming: Deployment.trim)
    let services = reflector(Service.self)
    let pods = reflector(Pod.self, by: [SpareDevices.index], trimming: Pod.trim)
    let records = reflector(ControllerRevision.self)
    let requests = Reflector(
      client.api(StoredRolloutRequest.self, namespace: namespace), indexes: [RequestDesk.index], time: time,
      random: random, logger: logger)
    let (budgets, networkPolicies) = (reflector(PodDisruptionBudget.self), reflector(NetworkPolicy.self))
    let autoscalers = reflector(HorizontalPodAutoscaler.self)
    let quotas = reflector(ResourceQuota.self, owned: false)
    // Policies belong to the whole cluster: who may look at one namespace alone sees none.
    let nodes =
      namespace == nil
      ? Reflector(client.api(Node.self), trimming: Node.trim, time: time, random: random, logger: logger) : nil
    let guards = namespace == nil
      ? PolicySources(client, models: models.store, time: time, random: random, logger: logger) : nil
    let recorder = EventRecorder(
      client,
      configuration: EventRecorderConfiguration(
        reportingController: Self.name, reportingInstance: configuration.instance),
      time: time, random: random, logger: logger)
    let stores = OperatorStores(
      models: models.store, deployments: deployments.store, services: services.store, pods: pods.store,
      records: records.store, requests: requests.store, budgets: budgets.store, networkPolicies: networkPolicies.store,
      autoscalers: autoscalers.store, quotas: quotas.store, nodes: nodes?.store)
    let echoes = EchoLedger<ObjectKey>(time: time)
    // What only the one may send whose turn it is, and only to where it was told to look.
    let writer = client.fenced(to: namespace)
    let desk = RouteDesk(
      client, namespace: namespace, echoes: echoes, time: time, random: random, logger: logger)
    let reconciler = ModelDeploymentReconciler(
      stores: stores, applier: Applier(client: writer, stores: stores, echoes: echoes, desk: desk), echoes: echoes,
      judges: RolloutJudges(
        source: source, keeper: ConfigMapKeeper(client: writer, logger: logger),
        jobs: AnalysisJobs(client: writer), share: configuration.scrapeShare, time: time),
      warmUps: WarmUps(sender: warmer, time: time),
      policies: guards?.book, recorder: recorder, time: time, logger: logger, decide: decide)
    var controllerConfiguration = ControllerConfiguration(name: "modeldeployment")
    controllerConfiguration.workers = configuration.workers
    controller = Controller(
      controllerConfiguration,
      sources: [
        .objects(of: models, when: .generationOrMetadata),
        .delayed(models.store, after: .seconds(15)) { [$0.key] },
        .kind(deployments, keys: Self.owner), .kind(services, keys: Self.owner), .kind(pods, keys: Self.owner),
        .kind(records, keys: Self.owner), .kind(budgets, when: .generationOrMetadata, keys: Self.owner),
        .kind(networkPolicies, when: .generationOrMetadata, keys: Self.owner),
        .kind(autoscalers, when: .generationOrMetadata, keys: Self.owner), .kind(quotas) { _ in [] },
        .kind(requests, when: .generationOrMetadata) { [$0.deployment] },
      ] + (guards?.sources ?? []) + (nodes.map { [.kind($0) { _ in [] }] } ?? []),
      reconciler: reconciler, shard: replicas.shard, time: time, random: random, logger: logger)
    self.replicas = replicas
    self.recorder = recorder
    self.desk = desk
    self.stores = stores
  }

  private static func owner(of object: some KubeResource) -> [ObjectKey] {
    object.metadata.labels?[SlipwayLabels.deployment].map {
      [ObjectKey(namespace: object.metadata.namespace, name: $0)]
    } ?? []
  }
}
