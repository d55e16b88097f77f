import KubeCore

/// What a user wants of a model: what runs, how it runs, how it changes.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ModelDeploymentSpec: Sendable, Hashable {
  public var replicas: Int = 1
  public var model: ModelSource = ModelSource()
  public var runtime: ModelRuntime = ModelRuntime()
  public var strategy: RolloutStrategy = RolloutStrategy()
  public var traffic: TrafficSettings = TrafficSettings()
  public var analysis: AnalysisSettings = AnalysisSettings()
  public var rollback: RollbackSettings = RollbackSettings()
  public var autoscaling: AutoscalingSettings?
  public var disruption: DisruptionSettings = DisruptionSettings()
  public var networkPolicy: NetworkSettings?
  public var adoption: AdoptionSettings?
  public var deletionPolicy: DeletionPolicy = .delete
  public var revisionHistoryLimit: Int = 10
  public var paused: Bool = false

  public init() {}
}

extension ModelDeploymentSpec: FieldObject {
  static let fields: [Field<ModelDeploymentSpec>] = [
    Field(
      "replicas", \.replicas,
      """
      How many replicas the whole traffic needs. During a rollout the revisions share the traffic, and at \
      least one of them has this many.
      """,
      serverDefault: true
    ) { $0.maximum = 10_000 },
    Field(
      "model", \.model,
      "The model. A change makes a new revision.",
      required: true),
    Field(
      "runtime", \.runtime,
      "How the model is served. A change makes a new revision.",
      required: true),
    Field(
      "strategy", \.strategy,
      "How a new revision takes over."
    ) { $0.defaultValue = ["type": .string(StrategyType.canary.rawValue)] },
    Field(
      "traffic", \.traffic,
      "How traffic is divided."),
    Field(
      "analysis", \.analysis,
      "How a new revision is judged."),
    Field(
      "rollback", \.rollback,
      "What happens when a new revision fails."),
    Field(
      "autoscaling", \.autoscaling,
      """
      How the number of replicas follows the load: each revision gets a HorizontalPodAutoscaler of its own, and `replicas` \
      counts for the first start only. It is `replicas` when absent.
      """),
    Field(
      "disruption", \.disruption,
      "How many replicas may be taken away at once while nodes are drained."),
    Field(
      "networkPolicy", \.networkPolicy,
      "Who may talk to the replicas. Everybody when absent."),
    Field(
      "adoption", \.adoption,
      "What ran the model before, and is to be taken over without a gap."),
    Field(
      "deletionPolicy", \.deletionPolicy,
      "What becomes of all that runs when the ModelDeployment is deleted: `Orphan` leaves it running."),
    Field(
      "revisionHistoryLimit", \.revisionHistoryLimit,
      """
      How many revisions that have no part any more are kept, as ControllerRevisions, to be returned to. Those that have \
      a part are kept besides.
      """
    ) { $0.maximum = 100 },
    Field(
      "paused", \.paused,
      """
      Stops a rollout where it is: no weight changes and no step begins or ends. Its deadlines stand still \
      meanwhile.
      """),
  ]
}
