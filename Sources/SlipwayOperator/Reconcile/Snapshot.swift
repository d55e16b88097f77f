import KubeCore
import KubeRuntime
import KubeTypes
import RolloutEngine
import SlipwayAPI
import TrafficRouters
import Workloads

/// What the stores held of one ModelDeployment at one moment. A reconcile looks at nothing else.
struct Snapshot: Sendable {
  let deployments: [Deployment]
  let services: [Service]
  let pods: [Pod]
  let records: [ControllerRevision]
  let budgets: [PodDisruptionBudget]
  let networkPolicies: [NetworkPolicy]
  let autoscalers: [HorizontalPodAutoscaler]
  /// The quotas of the namespace.
  let quotas: [ResourceQuota]
  /// The nodes with devices, and what the pods of all ModelDeployments take of them.
  let devices: SpareDevices
  /// Records that nobody owns: restored from a backup, or left by a ModelDeployment that has gone.
  let orphans: [ControllerRevision]
  private let name: String

  /// - Parameters:
  ///   - owner: only what this very object controls counts; an object of the same name that was deleted and made anew
  ///     inherits nothing.
  ///   - apex: the Service that clients talk to, when it was read after the stores; they are believed otherwise.
  init(_ stores: OperatorStores, key: ObjectKey, owner: String?, apex: Service? = nil) {
    func isOwned(_ object: some KubeResource) -> Bool { object.isControlled(by: owner) }
    name = key.name
    deployments = stores.owned(\.deployments, by: key).filter(isOwned)
    let known = stores.owned(\.services, by: key).filter { $0.metadata.name != apex?.metadata.name }
    services = (known + [apex].compactMap(\.self)).filter(isOwned)
    budgets = stores.owned(\.budgets, by: key).filter(isOwned)
    networkPolicies = stores.owned(\.networkPolicies, by: key).filter(isOwned)
    autoscalers = stores.owned(\.autoscalers, by: key).filter(isOwned)
    quotas = key.namespace.map { stores.quotas.list(namespace: $0) } ?? []
    devices = SpareDevices(stores)
    let allRecords = stores.owned(\.records, by: key)
    records = allRecords.filter(isOwned)
    orphans = allRecords.filter { $0.metadata.controller == nil && !$0.metadata.isDeleting }
    let revisions = Set(deployments.compactMap { $0.metadata.labels?[SlipwayLabels.revision] })
    pods = stores.owned(\.pods, by: key).filter { revisions.contains($0.metadata.labels?[SlipwayLabels.revision] ?? "") }
  }

  /// The Service that clients talk to.
  var apex: Service? { services.first { $0.metadata.name == WorkloadNames.apex(name) } }

  /// The Service that reaches a candidate in preview.
  var preview: Service? { services.first { $0.metadata.name == WorkloadNames.preview(name) } }

  /// What is kept of a revision.
  func record(of revision: String) -> ControllerRevision? {
    records.first { $0.metadata.labels?[SlipwayLabels.revision] == revision }
  }

  /// The revision that was stable before all else of it was lost: with the cluster, or with the ModelDeployment.
  var lastGood: RevisionRecord? {
    (records + orphans).filter { $0.track == .stable }.max { $0.revision < $1.revision }.flatMap(RevisionRecord.init)
  }

  /// The highest place in the history; zero while nothing is kept.
  var lastPlace: Int64 { records.map(\.revision).max() ?? 0 }

  /// The Deployment of a revision.
  func deployment(of revision: String) -> Deployment? {
    deployments.first { $0.metadata.labels?[SlipwayLabels.revision] == revision }
  }

  /// The Service of a revision.
  func service(of revision: String) -> Service? {
    services.first { $0.metadata.labels?[SlipwayLabels.revision] == revision }
  }

  /// The ready pods of a revision.
  func readyPods(of revision: String) -> [Pod] {
    pods.filter { $0.metadata.labels?[SlipwayLabels.revision] == revision && $0.isReady }
  }

  /// What the rollout engine needs to know.
  func observation(_ routes: RouteView) -> RolloutObservation {
    let revisions = deployments.compactMap { deployment -> RolloutObservation.Revision? in
      guard !deployment.metadata.isDeleting, let revision = deployment.metadata.labels?[SlipwayLabels.revision] else {
        return nil
      }
      return RolloutObservation.Revision(
        revision: revision, model: deployment.metadata.annotations?[RevisionWorkload.modelAnnotation] ?? "",
        desired: deployment.spec?.replicas ?? 1, ready: readyPods(of: revision).count, problem: problem(of: revision),
        lacksRoom: lacksRoom(revision))
    }
    var observation = RolloutObservation(revisions: revisions, traffic: routes.observation)
    observation.kept = records.sorted { $0.revision > $1.revision }.compactMap(RevisionRecord.init).map {
      KeptRevision(revision: $0.revision, model: $0.modelURI)
    }
    return observation
  }
}

extension KubeResource {
  /// Whether an object, named by its uid, controls this one.
  func isControlled(by owner: String?) -> Bool { owner != nil && metadata.controller?.uid == owner }
}

extension ControllerRevision {
  /// The part that the revision was last seen to play.
  var track: Track? { metadata.labels?[SlipwayLabels.track].flatMap(Track.init) }
}
