import KubeCore
import KubeTypes
import SlipwayAPI
import TrafficRouters
import Workloads

/// One write that a plan calls for.
enum ApplierStep: Sendable {
  /// What a revision is, is to be kept.
  case makeRecord(ControllerRevision)
  /// A record that nobody owns belongs to the ModelDeployment.
  case adoptRecord(ControllerRevision)
  /// What part a revision plays, and its place in the history, are to be noted.
  case markRecord(ControllerRevision, Track, place: Int64)
  /// A revision's copy of a ConfigMap or Secret is to be made.
  case copyConfig(ConfigSnapshot, of: RevisionRecord)
  /// A revision's own Service or Deployment is to be made.
  case makeService(Service)
  case makeDeployment(DeclaredObject)
  /// The Service of a revision, which somebody has changed, is to lead to it again.
  case mendService(Service, over: Service)
  case scale(Deployment, to: Int)
  /// The Service that clients talk to is to be made, or is to select others.
  case route(Service, over: Service?)
  /// What the router asks for, over the object as it was seen.
  case write(RouteWrite, over: RouteObject?)
  case deleteDeployment(Deployment)
  case deleteService(Service)
  case deleteRecord(ControllerRevision)
  /// An object that goes with what serves is to be as it is declared, or to go.
  case keep(DeclaredObject, CompanionKind, over: ObjectMeta?)
  case drop(ObjectMeta, CompanionKind)

  /// Whether nothing that runs changes: the step needs no status to rest on.
  var isBookkeeping: Bool {
    switch self {
    case .adoptRecord, .markRecord, .deleteRecord, .keep(_, .budget, over: _), .keep(_, .networkPolicy, over: _): true
    default: false
    }
  }

  /// Whether replicas are added, which takes nothing from anybody.
  var isRaise: Bool {
    guard case .scale(let deployment, let replicas) = self else { return false }
    return replicas > deployment.spec?.replicas ?? 1
  }
}
