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
  /// The status that was written last: the only memory.
  public var previous: ModelDeploymentStatus
  /// What is seen of the cluster.
  public var world: RolloutObservation
  /// What the analysis last said, about whichever revision and step.
  public var report: AnalysisReport?
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
    (self.world, self.report, self.approval, self.selector, self.now) = (world, report, approval, selector, now)
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
  }
}
