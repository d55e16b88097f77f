public import KubeCore

/// A model, how it runs and how it changes.
public struct ModelDeployment: Sendable, Hashable {
  /// The annotation that approves a step, as `<revision>/<index of the step>`.
  ///
  /// A value for another revision or step does nothing.
  public static let promoteAnnotation = "slipway.dev/promote"

  public var metadata: ObjectMeta
  public let spec: ModelDeploymentSpec
  public var status: ModelDeploymentStatus
  /// The name of the revision that the spec asks for.
  ///
  /// It is made of the JSON that the spec was read from, which is why a spec is never changed in place.
  public let revision: String
  /// The user's own JSON of `spec.model` and `spec.runtime`: what the revision is made of.
  public let revisionContent: RevisionContent
  /// The arms of an A/B test with the revisions that they run, in the order of the spec; none with another strategy.
  public let arms: [ArmRevision]

  /// Makes a deployment; its revision is that of the spec as it would be written.
  public init(
    metadata: ObjectMeta, spec: ModelDeploymentSpec, status: ModelDeploymentStatus = ModelDeploymentStatus()
  ) {
    self.init(metadata: metadata, spec: spec, status: status, specJSON: .object(spec.members))
  }

  init(metadata: ObjectMeta, spec: ModelDeploymentSpec, status: ModelDeploymentStatus, specJSON: JSONValue) {
    (self.metadata, self.spec, self.status) = (metadata, spec, status)
    revisionContent = RevisionContent(spec: specJSON)
    revision = RevisionName.make(spec: specJSON)
    arms =
      spec.strategy.type != .abTest
      ? []
      : spec.strategy.abTest.arms.map { arm in
        ArmRevision(
          name: arm.name, revision: RevisionName.make(spec: arm.overlay(specJSON)),
          model: arm.model?.uri ?? spec.model.uri)
      }
  }

  private init(_ deployment: ModelDeployment, _ arm: TestArm, revision: String) {
    (metadata, status, arms) = (deployment.metadata, deployment.status, deployment.arms)
    (spec, self.revision) = (arm.overlay(deployment.spec), revision)
    let content = deployment.revisionContent
    revisionContent = RevisionContent(spec: arm.overlay(["model": content.model, "runtime": content.runtime]))
  }

  /// The deployment as an arm of its A/B test runs it.
  ///
  /// - Parameter revision: that of the arm; `nil` is returned when there is no such arm.
  public func running(arm revision: String) -> ModelDeployment? {
    guard let arm = arms.first(where: { $0.revision == revision }),
      let settings = spec.strategy.abTest.arms.first(where: { $0.name == arm.name })
    else { return nil }
    return ModelDeployment(self, settings, revision: revision)
  }

  /// The value of the promote annotation, when there is one.
  public var approval: String? { metadata.annotations?[Self.promoteAnnotation] }
}

extension ModelDeployment: KubeResource {
  public static let resourceType = ResourceType(
    group: "slipway.dev", version: "v1alpha1", kind: "ModelDeployment", plural: "modeldeployments")

  /// Decodes an object that breaks no rule.
  ///
  /// - Throws: `InvalidObject` with everything that is wrong. A store of objects from outside should keep
  ///   `DynamicObject`s and use `validated(_:)`, so that one invalid object hides no valid one.
  public init(from decoder: any Decoder) throws { self = try Self.validated(JSONValue(from: decoder)).get() }

  public func encode(to encoder: any Encoder) throws {
    var object = JSONObject([("metadata", try JSONCoding.tree(metadata)), ("spec", .object(spec.members))])
    if status != ModelDeploymentStatus() { object["status"] = status.json }
    try JSONValue.object(object).encode(to: encoder)
  }
}
