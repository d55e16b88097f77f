import KubeClient
import KubeCore

extension SimulatedCluster {
  var authorizer: Authorizer { Authorizer(store: store) }

  /// Whether roles decide what a user may do. Turning it on puts the default roles in place with the next request.
  public var enforcesAccess: Bool {
    get { access.isEnforced }
    set { access.isEnforced = newValue }
  }

  /// The user on whose behalf a request is made, who may make it.
  ///
  /// - Throws: `APIFailure` 401, or 403 in the words of the API server.
  mutating func authorize(
    _ request: KubeRequest, _ identity: UserInfo, at now: Timestamp
  ) throws(APIFailure) -> UserInfo {
    if access.isEnforced, !hasDefaultRoles {
      hasDefaultRoles = true
      for (definition, object) in DefaultRoles.objects {
        createInternally(definition, object, manager: "kube-apiserver", now: now)
      }
      if let priorities = registry.definition(storage: SystemPriorities.storage) {
        for object in SystemPriorities.objects {
          createInternally(priorities, object, manager: "kube-apiserver", now: now)
        }
      }
      aggregateRoles(now: now)
    }
    let user = try impersonated(request, by: try authenticate(request, identity, at: now))
    guard access.isEnforced else { return user }
    try check(AccessAttributes(request), user)
    return user
  }

  /// - Throws: `APIFailure` 403.
  func check(_ action: AccessAttributes, _ user: UserInfo) throws(APIFailure) {
    guard access.isEnforced, case .refused(let problem) = authorizer.verdict(action, user) else { return }
    throw .forbidden(action, user, problem)
  }
}

extension APIFailure {
  /// What a user may not do.
  ///
  /// - Parameter problem: why roles could not be asked; usually empty.
  static func forbidden(_ action: AccessAttributes, _ user: UserInfo, _ problem: String = "") -> APIFailure {
    let suffix = problem.isEmpty ? "" : ": \(problem)"
    guard action.isResource else {
      return APIFailure(
        code: 403, reason: "Forbidden",
        message: "forbidden: User \"\(user.name)\" cannot \(action.verb) path \"\(action.path)\"\(suffix)", details: [:])
    }
    let scope = action.namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(action.namespace)\""
    let text =
      "User \"\(user.name)\" cannot \(action.verb) resource \"\(action.qualifiedResource)\" in API group "
      + "\"\(action.group)\" \(scope)\(suffix)"
    return forbidden(group: action.group, plural: action.resource, action.name, text)
  }

  /// A refusal of a resource, with any text.
  static func forbidden(group: String, plural: String, _ name: String, _ text: String) -> APIFailure {
    let qualified = group.isEmpty ? plural : "\(plural).\(group)"
    var details = JSONObject()
    if !name.isEmpty { details["name"] = .string(name) }
    if !group.isEmpty { details["group"] = .string(group) }
    details["kind"] = .string(plural)
    let subject = name.isEmpty ? qualified : "\(qualified) \"\(name)\""
    return APIFailure(
      code: 403, reason: "Forbidden", message: "\(subject) is forbidden: \(text)", details: .object(details))
  }
}
