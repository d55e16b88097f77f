import KubeClient
import KubeCore
import KubeSimulator

/// What the operator may ask for, and how: S10, S11, S13, S15 and S18.
enum RequestRules {
  /// What may be done to which resources, as in the manifest of the operator's ClusterRole.
  static let role: [String: Set<String>] = [
    "slipway.dev/modeldeployments": ["list", "watch"], "slipway.dev/modeldeployments/status": ["patch"],
    "apps/deployments": ["create", "delete", "get", "list", "patch", "watch"],
    "services": ["create", "delete", "get", "list", "patch", "watch"], "pods": ["list", "watch"],
    "events.k8s.io/events": ["create", "patch"],
    "coordination.k8s.io/leases": ["create", "delete", "get", "list", "patch"],
  ]

  private static let permissions = role.flatMap { name, verbs in verbs.map { "\($0) \(name)" } }.sorted()
  static var permissionCount: Int { permissions.count }

  /// The n-th permission of the role, beginning again after the last.
  static func permission(_ number: Int) -> String { permissions[abs(number - 1) % permissions.count] }

  static func violations(of request: KubeRequest, by session: Int, in world: World) -> [Violation] {
    guard let target = RequestTarget(request) else { return [Violation(.s18, "\(request.path) is no resource")] }
    var found = roleViolation(of: request).map { [$0] } ?? []
    if target.resource == "slipway.dev/modeldeployments", target.subresource == nil {
      found.append(Violation(.s15, "\(request.method.rawValue) \(request.path) writes what users own"))
    }
    if world.electsLeader, target.kind != nil {
      found += world.leadership.violations(ofWriteBy: session, at: world.elapsed)
    }
    guard let kind = target.kind, let key = target.key, let existing = world.view[kind, key] else { return found }
    let body = request.body.flatMap { try? JSONParser.parse($0) } ?? .null
    let condition = request.method == .delete ? body["preconditions"] : body["metadata"]
    let named = condition?["uid"]?.string
    if named == nil, condition?["resourceVersion"] == nil {
      found.append(Violation(.s10, "\(request.method.rawValue) \(request.path) does not say which object it means"))
    }
    let isRefused = named != nil && named != existing.uid
    if kind != .model, !isRefused, !isOurs(existing, in: world) {
      found.append(Violation(.s11, "\(request.method.rawValue) \(request.path) touches what another controls"))
    }
    return found
  }

  static func roleViolation(of request: KubeRequest) -> Violation? {
    guard let target = RequestTarget(request) else { return Violation(.s18, "\(request.path) is no resource") }
    let name = [target.resource, target.subresource].compactMap { $0 }.joined(separator: "/")
    guard role[name]?.contains(target.verb) != true else { return nil }
    return Violation(.s18, "the role does not allow \(target.verb) of \(name)")
  }

  private static func isOurs(_ object: JSONValue, in world: World) -> Bool {
    guard let owner = object.controller, owner["kind"] == "ModelDeployment" else { return false }
    // An owner that has just been deleted has objects that have not been collected yet.
    return world.view.models.contains { world.view[.model, $0]?.uid == owner["uid"]?.string }
      || world.trouble.plan.contains(where: \.deceives)
  }
}
