import KubeCore
public import KubeTypes
public import SlipwayAPI
import Workloads

/// What a router sees of one deployment at one moment.
public struct RouteSite: Sendable {
  public var deployment: ModelDeployment
  /// How many replicas of each revision are ready; the revisions that exist are its keys.
  public var ready: [String: Int]
  /// The Service that clients talk to.
  public var apex: Service?
  /// The objects of the router's kinds that belong to the deployment, and the route of the user's that it is attached to.
  public var objects: [RouteObject]

  public init(
    _ deployment: ModelDeployment, ready: [String: Int] = [:], apex: Service? = nil, objects: [RouteObject] = []
  ) {
    (self.deployment, self.ready, self.apex, self.objects) = (deployment, ready, apex, objects)
  }

  /// The deployment's name, and that of its apex Service.
  var name: String { deployment.metadata.name ?? "" }
  var namespace: String { deployment.metadata.namespace ?? "default" }

  /// An object, when it has been seen.
  public func object(_ kind: RouteKind, _ name: String) -> RouteObject? {
    objects.first { $0.kind == kind && $0.name == name }
  }

  func object(like object: RouteObject) -> RouteObject? { self.object(object.kind, object.name) }

  /// The objects that the deployment controls, in the order in which they can go.
  ///
  /// - Parameter kinds: in the order in which they are written: what names others goes before them.
  func owned(_ kinds: [RouteKind]) -> [RouteObject] {
    guard let uid = deployment.metadata.uid else { return [] }
    return kinds.reversed().flatMap { kind in
      objects.filter { $0.kind == kind && $0.controller?["uid"]?.string == uid }
    }
  }

  // MARK: Revisions

  /// The Service of a revision.
  func backend(_ revision: String) -> String { WorkloadNames.revision(name, revision) }

  /// The whole DNS name of the Service of a revision, for what resolves no other: nginx looks at no search list.
  func host(_ revision: String, _ clusterDomain: String) -> String {
    "\(backend(revision)).\(namespace).svc.\(clusterDomain)"
  }

  /// The revision whose Service has a name.
  func revision(ofBackend service: String?) -> String? {
    guard let service, service.hasPrefix("\(name)-") else { return nil }
    let revision = service.dropFirst(name.count + 1)
    return revision.isEmpty ? nil : String(revision)
  }

  /// The share of a revision that was read back, with the part that the status says it plays.
  func share(_ revision: String, _ weight: Int) -> TrafficPlan.Share {
    TrafficPlan.Share(revision: revision, track: track(of: revision), weight: BasisPoints(rawValue: weight))
  }

  private func track(of revision: String) -> Track {
    switch revision {
    case deployment.status.stable?.revision: .stable
    case deployment.status.candidate?.revision: .candidate
    default: .retired
    }
  }

  // MARK: Making objects

  /// An object of the deployment's own.
  func make(
    _ kind: RouteKind, _ name: String, annotations: [String: String] = [:], labels: [String: String] = [:],
    spec: JSONValue
  ) -> RouteObject {
    var metadata: JSONValue = [
      "name": .string(name), "namespace": .string(namespace),
      "labels": JSONValue(SlipwayLabels.common(self.name).merging(labels) { $1 }),
    ]
    if !annotations.isEmpty { metadata["annotations"] = JSONValue(annotations) }
    if let owner = deployment.controllerReference(), let tree = try? JSONCoding.tree(owner) {
      metadata["ownerReferences"] = [tree]
    }
    let type = kind.resourceType
    return RouteObject(
      kind,
      ["apiVersion": .string(type.apiVersion), "kind": .string(type.kind), "metadata": metadata, "spec": spec])
  }
}
