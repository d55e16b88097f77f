import KubeClient
import KubeCore
import KubeSimulator
import SlipwayOperator
import Workloads

/// What the operator may ask for, and how: S10, S11, S13, S15 and S18.
enum RequestRules {
  /// What may be done to which resources, as the operator's role says. Of the routers' objects HTTPRoutes are simulated.
  static let role: [String: Set<String>] = {
    let routes = OperatorRole.grants(of: OperatorRole.routes)
    let leases = OperatorRole.leases(sharding: true) + OperatorRole.leases(sharding: false)
    return OperatorRole.grants(of: OperatorRole.rules + OperatorRole.clusterRules)
      .filter { routes[$0.key] == nil || ClusterView.kind(ofStorage: $0.key) == .route }
      .merging(["coordination.k8s.io/leases": Set(leases)]) { $1 }
  }()

  private static let permissions = role.flatMap { name, verbs in verbs.map { "\($0) \(name)" } }.sorted()
  static var permissionCount: Int { permissions.count }

  /// The n-th permission of the role, beginning again after the last.
  static func permission(_ number: Int) -> String { permissions[abs(number - 1) % permissions.count] }

  static func violations(of request: KubeRequest, by session: Int, in world: World) -> [Violation] {
    guard let target = RequestTarget(request) else { return [Violation(.s18, "\(request.path) is no resource")] }
    var found = roleViolation(of: request).map { [$0] } ?? []
    if target.resource == "slipway.dev/modeldeployments", target.subresource == nil, !setsFinalizers(request) {
      found.append(Violation(.s15, "\(request.method.rawValue) \(request.path) writes what users own"))
    }
    if world.electsLeader, target.kind != nil {
      found += world.leadership.violations(ofWriteBy: session, at: world.elapsed)
    }
    guard let kind = target.kind, let key = target.key, let existing = world.view[kind, key] else { return found }
    let body = request.body.flatMap { try? JSONParser.parse($0) } ?? .null
    let condition = request.method == .delete ? body["preconditions"] : body["metadata"]
    let named = condition?["uid"]?.string
    let isNew = request.method == .patch && world.absences[session]?.contains(request.path) == true
    // Who was told that there is nothing may try to make it: the server keeps it from what others hold.
    if isNew, !isOurs(existing, in: world), isRefused(request, in: world) { return found }
    if named == nil, condition?["resourceVersion"] == nil, !(isNew && isOurs(existing, in: world)) {
      found.append(Violation(.s10, "\(request.method.rawValue) \(request.path) does not say which object it means"))
    }
    let version = condition?["resourceVersion"]?.string
    let namesAnother = named.map { $0 != existing.uid } ?? false
      || version.map { $0 != existing["metadata"]?["resourceVersion"]?.string } ?? false
    if kind != .model, kind != .request, !namesAnother, !isOurs(existing, in: world) {
      found.append(Violation(.s11, "\(request.method.rawValue) \(request.path) touches what another controls"))
    }
    return found
  }

  private static func isRefused(_ request: KubeRequest, in world: World) -> Bool {
    var cluster = world.cluster
    return cluster.handle(request, at: world.now).status >= 300
  }

  /// Whether the author of a ModelDeployment has offered an object of theirs for adoption.
  private static func isOffered(_ object: JSONValue, in world: World) -> Bool {
    world.view.models.contains { key in
      guard let adoption = world.view[.model, key]?["spec"]?["adoption"],
        object["metadata"]?["namespace"]?.string == key.namespace, let name = object["metadata"]?["name"]?.string
      else { return false }
      // What an earlier ModelDeployment of the name has left.
      if object.label(SlipwayLabels.deployment) == key.name { return true }
      switch object["kind"]?.string {
      case "Service": return adoption["service"] == true && name == key.name
      case "Deployment": return adoption["deployment"]?.string == name
      default: return false
      }
    }
  }

  /// The one thing of a ModelDeployment beside its status that is not its author's alone.
  private static func setsFinalizers(_ request: KubeRequest) -> Bool {
    guard request.method == .patch, let body = request.body.flatMap({ try? JSONParser.parse($0) }) else { return false }
    return body.object?.keys == ["metadata"]
      && Set(body["metadata"]?.object?.keys ?? []).isSubset(of: ["uid", "resourceVersion", "finalizers"])
  }

  static func roleViolation(of request: KubeRequest) -> Violation? {
    guard let target = RequestTarget(request) else { return Violation(.s18, "\(request.path) is no resource") }
    let name = [target.resource, target.subresource].compactMap { $0 }.joined(separator: "/")
    guard role[name]?.contains(target.verb) != true else { return nil }
    return Violation(.s18, "the role does not allow \(target.verb) of \(name)")
  }

  private static func isOurs(_ object: JSONValue, in world: World) -> Bool {
    // A record that has lost its owner, with its cluster, is taken over by the next of the name.
    if object.controller == nil, object["kind"] == "ControllerRevision" { return object.label(SlipwayLabels.managedBy) == SlipwayLabels.manager }
    if object.controller == nil, isOffered(object, in: world) { return true }
    guard let owner = object.controller, owner["kind"] == "ModelDeployment" else { return false }
    // An owner that has just been deleted has objects that have not been collected yet.
    return world.view.models.contains { world.view[.model, $0]?.uid == owner["uid"]?.string }
      || world.trouble.plan.contains(where: \.deceives)
  }
}
