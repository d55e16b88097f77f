import KubeCore
public import KubeTypes
public import SlipwayAPI

extension RevisionRecord {
  /// The form of a record in a `ControllerRevision`; a later one is not read by this release.
  private static let form: Int64 = 1

  /// The object that keeps the record.
  ///
  /// - Parameters:
  ///   - place: the place in the history, from 1; later revisions have higher ones.
  ///   - deployment: the owner.
  public func controllerRevision(place: Int64, of deployment: ModelDeployment) -> ControllerRevision {
    let name = deployment.metadata.name ?? ""
    return ControllerRevision(
      metadata: ObjectMeta(
        name: WorkloadNames.revision(name, revision), namespace: deployment.metadata.namespace,
        labels: SlipwayLabels.of(name, revision: revision),
        annotations: [RevisionWorkload.modelAnnotation: modelURI],
        ownerReferences: deployment.controllerReference().map { [$0] }),
      data: data, revision: place)
  }

  private var data: JSONValue {
    [
      "form": .integer(Self.form), "hash": .integer(Int64(RevisionName.version)), "model": content.model,
      "runtime": content.runtime, "template": template, "snapshots": .array(snapshots.map(\.json)),
    ]
  }

  /// Reads a record; `nil` for an object that does not hold one.
  public init?(_ stored: ControllerRevision) {
    guard let data = stored.data, data["form"]?.integer == Self.form, let template = data["template"],
      template.object != nil, let revision = stored.metadata.labels?[SlipwayLabels.revision], !revision.isEmpty
    else { return nil }
    self.init(
      revision: revision, content: RevisionContent(spec: data), template: template,
      snapshots: (data["snapshots"]?.elements ?? []).compactMap(ConfigSnapshot.init))
  }
}
