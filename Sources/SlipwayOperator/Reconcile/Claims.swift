import KubeCore
import KubeTypes
import TrafficRouters
import Workloads

/// What a pass has found out before it writes, and learns while it writes.
struct Claims: Sendable {
  /// The objects that have the names which are needed, and are the ModelDeployment's own, by kind.
  private var existing: [ResourceType: [ObjectKey: ObjectMeta]] = [:]
  private var routes: [RouteObject.ID: RouteObject] = [:]
  /// What is to be copied, as it was read.
  var sources: [ConfigSnapshot: JSONValue] = [:]
  /// The uids of the records that own copies, by revision.
  var records: [String: String] = [:]

  mutating func note(_ object: (some KubeResource)?) {
    guard let object else { return }
    existing[type(of: object).resourceType, default: [:]][object.key] = object.metadata
  }

  mutating func note(_ route: RouteObject) { routes[route.id] = route }

  func existing(_ id: RouteObject.ID) -> RouteObject? { routes[id] }

  func existing(_ type: ResourceType, _ key: ObjectKey) -> ObjectMeta? { existing[type]?[key] }
}
