import KubeCore
public import KubeTypes
public import SlipwayAPI

/// The objects that run one revision.
///
/// A revision is never changed: another spec makes another revision. So these objects are made once, and later only
/// scaled and deleted.
public struct RevisionWorkload: Sendable {
  /// Keeps the URI of a revision's model, for people and for a status that was lost.
  public static let modelAnnotation = "slipway.dev/model"

  private let record: RevisionRecord
  private let name: String
  private let namespace: String?
  private let owner: OwnerReference?
  private let port: ServicePort

  /// - Parameter deployment: as the API server stores it; its uid makes it the owner of all objects.
  public init(_ record: RevisionRecord, of deployment: ModelDeployment) {
    self.record = record
    (name, namespace) = (deployment.metadata.name ?? "", deployment.metadata.namespace)
    owner = deployment.controllerReference()
    port = .toReplicas(of: deployment)
  }

  private var labels: [String: String] { SlipwayLabels.of(name, revision: record.revision) }

  private func metadata() -> ObjectMeta {
    ObjectMeta(
      name: WorkloadNames.revision(name, record.revision), namespace: namespace, labels: labels,
      annotations: [Self.modelAnnotation: record.modelURI], ownerReferences: owner.map { [$0] })
  }

  /// The Deployment that runs the revision's replicas, as a tree: its pod template may hold whatever Kubernetes knows.
  ///
  /// - Throws: when its metadata cannot be written as JSON.
  public func deployment(replicas: Int) throws -> DeclaredObject {
    DeclaredObject(
      Deployment.resourceType, try JSONCoding.tree(metadata()),
      spec: [
        "replicas": .integer(Int64(replicas)), "revisionHistoryLimit": 0,
        "selector": ["matchLabels": JSONValue(labels)], "template": record.template,
      ])
  }

  /// The Service that reaches the replicas of this revision alone.
  public func service() -> Service {
    Service(metadata: metadata(), spec: ServiceSpec(selector: labels, ports: [port]))
  }

  /// The Service by which people reach a candidate that has no traffic yet.
  public static func previewService(of deployment: ModelDeployment, revision: String) -> Service {
    let name = deployment.metadata.name ?? ""
    return Service(
      metadata: ObjectMeta(
        name: WorkloadNames.preview(name), namespace: deployment.metadata.namespace,
        labels: SlipwayLabels.common(name), ownerReferences: deployment.controllerReference().map { [$0] }),
      spec: ServiceSpec(
        selector: SlipwayLabels.of(name, revision: revision), ports: [.toReplicas(of: deployment)]))
  }
}
