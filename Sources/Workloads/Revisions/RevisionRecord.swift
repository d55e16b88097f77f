public import KubeCore
public import SlipwayAPI

/// All that it takes to make a revision again, whatever the spec of its deployment says by then.
public struct RevisionRecord: Sendable, Hashable {
  /// The name of the revision.
  public let revision: String
  /// The user's own JSON of `spec.model` and `spec.runtime`.
  public let content: RevisionContent
  /// The pod template, resolved when the revision was first made: a later release of Slipway makes the same pods of it.
  public let template: JSONValue
  /// The objects that the template names, and the copies that it names instead.
  public let snapshots: [ConfigSnapshot]

  /// The URI of its model.
  public var modelURI: String { content.model["uri"]?.string ?? "" }

  /// How its replicas are warmed up; `nil` when they are not.
  public var warmUp: WarmUpSettings? { content.runtime["warmup"].flatMap(WarmUpSettings.init(json:)) }

  init(revision: String, content: RevisionContent, template: JSONValue, snapshots: [ConfigSnapshot]) {
    (self.revision, self.content, self.template, self.snapshots) = (revision, content, template, snapshots)
  }

  /// The revision that the spec of a deployment asks for.
  ///
  /// - Throws: when the pod template cannot be written as JSON.
  public init(_ deployment: ModelDeployment) throws {
    let (name, revision) = (deployment.metadata.name ?? "", deployment.revision)
    var references = ConfigReferences(deployment.spec.runtime.snapshots) { kind, source in
      WorkloadNames.snapshot(name, revision, kind, source)
    }
    let template = references.redirect(try PodTemplate(deployment).json())
    self.init(
      revision: revision, content: deployment.revisionContent, template: template, snapshots: references.snapshots)
  }
}
