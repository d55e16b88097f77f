public import KubeCore

/// What is true of a deployment, and all that a rollout remembers: a restart loses nothing.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ModelDeploymentStatus: Sendable, Hashable {
  public var observedGeneration: Int64?
  public var phase: Phase = .pending
  public var router: String = ""
  public var replicas: Int = 0
  public var selector: String = ""
  public var stable: RevisionStatus?
  public var candidate: RevisionStatus?
  public var arms: [ArmStatus] = []
  public var step: StepStatus?
  public var startTime: Timestamp?
  public var pausedTime: Timestamp?
  public var pausedBy: String?
  public var rollback: RollbackStatus?
  public var bake: BakeStatus?
  public var retiring: [RetiringRevision] = []
  public var traffic: [TrafficStatus] = []
  public var analysis: AnalysisStatus?
  public var autoscaling: AutoscalingHint?
  public var explanation: ExplanationStatus?
  public var history: [HistoryEntry] = []
  public var rejectedRevisions: [RejectedRevision] = []
  public var requests: [RequestStatus] = []
  public var conditions: [Condition] = []

  public init() {}
}

extension ModelDeploymentStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<ModelDeploymentStatus>] = [
    Field(
      "observedGeneration", \.observedGeneration,
      "The generation of the spec that this status speaks of."),
    Field(
      "phase", \.phase,
      "Where the deployment stands, in one word for people. Programs should read the conditions."),
    Field(
      "router", \.router,
      "The kind of router that divides the traffic."
    ) { $0.maxLength = 63 },
    Field(
      "replicas", \.replicas,
      "How many replicas all revisions have together."),
    Field(
      "selector", \.selector,
      "The label selector of all replicas, for autoscalers."
    ) { $0.maxLength = 512 },
    Field(
      "stable", \.stable,
      "The revision that owns production."),
    Field(
      "candidate", \.candidate,
      "The revision on trial."),
    Field(
      "arms", \.arms,
      "The arms of an A/B test that are still in it, the candidate first."
    ) { $0 = .array(of: ArmStatus.schema, maxCount: 8, listType: .map(key: "name")) },
    Field(
      "step", \.step,
      "Where the rollout stands."),
    Field(
      "startTime", \.startTime,
      "When the rollout began."),
    Field(
      "pausedTime", \.pausedTime,
      "When the rollout was paused."),
    Field(
      "pausedBy", \.pausedBy,
      "Who has paused the rollout with a request, if somebody has."
    ) { $0.maxLength = 253 },
    Field(
      "rollback", \.rollback,
      "The return to the stable version, while it is under way."),
    Field(
      "bake", \.bake,
      "The watch over a promoted revision, while it is under way."),
    Field(
      "retiring", \.retiring,
      "Revisions without traffic that have not stopped yet."
    ) { $0 = .array(of: RetiringRevision.schema, maxCount: 16) },
    Field(
      "traffic", \.traffic,
      "How the traffic is divided."
    ) { $0.maxCount = 16 },
    Field(
      "analysis", \.analysis,
      "What the analysis makes of the candidate."),
    Field(
      "autoscaling", \.autoscaling,
      "How many replicas the measured load would need, with `autoscaling.mode: Hint`."),
    Field(
      "explanation", \.explanation,
      "Why the deployment is as it is, and what comes next."),
    Field(
      "history", \.history,
      "The last rollouts, newest first."
    ) { $0.maxCount = 10 },
    Field(
      "rejectedRevisions", \.rejectedRevisions,
      "Revisions that failed, lost or were only to be judged, newest first. They are not tried again by themselves."
    ) { $0.maxCount = 10 },
    Field(
      "requests", \.requests,
      "What came of the last requests, newest first. A request is applied at most once."
    ) { $0 = .array(of: RequestStatus.schema, maxCount: 16) },
    Field(
      "conditions", \.conditions,
      "The conditions `Ready`, `Progressing`, `Reconciling`, `Stalled` and `Paused`."
    ) { $0 = .array(of: Condition.schema, maxCount: 16, listType: .map(key: "type")) },
  ]
}
