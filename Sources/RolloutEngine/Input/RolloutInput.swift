public import KubeCore
public import SlipwayAPI

/// All that a decision depends on.
public struct RolloutInput: Sendable, Hashable {
  /// What the user wants.
  ///
  /// It has been validated.
  public var spec: ModelDeploymentSpec
  /// The generation of the spec.
  public var generation: Int64?
  /// The name of the revision that the spec asks for.
  public var revision: String
  /// The arms of an A/B test with their revisions, in the order of the spec.
  public var arms: [ArmRevision] = []
  /// The status that was written last: the only memory.
  public var previous: ModelDeploymentStatus
  /// What is seen of the cluster.
  public var world: RolloutObservation
  /// Until when less may be seen here than by another process that wrote the status: replicas that seem to be missing
  /// may be there all the same, and a request that seems out of place need not be.
  public var catchUpTime: Timestamp?
  /// What the router can do.
  public var router: RouterCapabilities = .service
  /// What the router is called in the status.
  public var routerName = "Service"
  /// How many replicas beyond those that exist can be placed now; `nil` when nothing is known to limit them.
  public var spareReplicas: Int?
  /// What the analysis last said, about whichever revisions and steps.
  public var reports: [AnalysisReport]
  /// What the statistics last said about an A/B test.
  public var test: TestReport?
  /// The verbs that have been asked for and not been seen to be answered yet.
  public var requests: [RequestedVerb] = []
  /// The gates that are closed now.
  public var gates: [RolloutGate] = []
  /// The value of the promote annotation: `<revision>/<index of the step>`.
  public var approval: String?
  /// The label selector of all replicas, for `status.selector`.
  public var selector: String
  public var now: Timestamp

  public init(
    spec: ModelDeploymentSpec, generation: Int64? = nil, revision: String,
    previous: ModelDeploymentStatus = ModelDeploymentStatus(), world: RolloutObservation = RolloutObservation(),
    report: AnalysisReport? = nil, approval: String? = nil, selector: String = "", now: Timestamp
  ) {
    (self.spec, self.generation, self.revision, self.previous) = (spec, generation, revision, previous)
    (self.world, self.reports, self.approval) = (world, report.map { [$0] } ?? [], approval)
    (self.selector, self.now) = (selector, now)
  }
}

extension RolloutInput {
  /// The input for a deployment as it was read.
  public init(
    _ deployment: ModelDeployment, world: RolloutObservation, report: AnalysisReport?, selector: String, now: Timestamp
  ) {
    self.init(
      spec: deployment.spec, generation: deployment.metadata.generation, revision: deployment.revision,
      previous: deployment.status, world: world, report: report, approval: deployment.approval, selector: selector,
      now: now)
    arms = deployment.arms
    router = deployment.spec.traffic.router.capabilities
    if case .service = deployment.spec.traffic.router.choice { return }
    routerName = deployment.spec.traffic.router.choice.name
  }

  /// The report where there is only one.
  public var report: AnalysisReport? {
    get { reports.first }
    set { reports = newValue.map { [$0] } ?? [] }
  }
}
