import KubeClient
import KubeCore

extension SimulatedCluster {
  /// The user that a request wants to be instead of its own, who must be allowed to be each part of it.
  ///
  /// - Throws: `APIFailure` 400 for parts without a user, 403 when it may not.
  func impersonated(_ request: KubeRequest, by user: UserInfo) throws(APIFailure) -> UserInfo {
    guard request.headers.contains(where: { $0.name.lowercased().hasPrefix("impersonate-") }) else { return user }
    let name = request.header("Impersonate-User") ?? ""
    let uid = request.header("Impersonate-Uid") ?? ""
    let groups = Self.values(request, "impersonate-group")
    let extra = Self.extra(request, "impersonate-extra-")
    guard !name.isEmpty else {
      let list = groups.isEmpty ? "(nil)" : "{" + groups.map { "\"\($0)\"" }.joined(separator: ", ") + "}"
      throw APIFailure(
        code: 400, reason: "BadRequest",
        message: "requested &user.DefaultInfo{Name:\"\", UID:\"\(uid)\", Groups:[]string\(list), "
          + "Extra:map[string][]string(nil)} without impersonating a user name")
    }
    for action in Self.actions(name, uid: uid, groups: groups, extra: extra) { try check(action, user) }
    return Self.user(name, uid: uid, groups: groups, extra: extra)
  }

  /// What must be allowed: to impersonate the user or account, each group, each further fact and the uid.
  private static func actions(
    _ name: String, uid: String, groups: [String], extra: [(key: String, value: String)]
  ) -> [AccessAttributes] {
    var actions: [AccessAttributes] = []
    if let account = UserInfo.serviceAccount(ofName: name) {
      actions.append(
        AccessAttributes(
          verb: "impersonate", group: "", resource: "serviceaccounts", namespace: account.namespace,
          name: account.name))
    } else {
      actions.append(AccessAttributes(verb: "impersonate", group: "", resource: "users", name: name))
    }
    actions += groups.map { AccessAttributes(verb: "impersonate", group: "", resource: "groups", name: $0) }
    actions += extra.map { key, value in
      var action = AccessAttributes(
        verb: "impersonate", group: "authentication.k8s.io", resource: "userextras", name: value)
      action.subresource = key
      return action
    }
    if !uid.isEmpty {
      actions.append(
        AccessAttributes(verb: "impersonate", group: "authentication.k8s.io", resource: "uids", name: uid))
    }
    return actions
  }

  private static func user(
    _ name: String, uid: String, groups: [String], extra: [(key: String, value: String)]
  ) -> UserInfo {
    var user: UserInfo
    if let account = UserInfo.serviceAccount(ofName: name), groups.isEmpty {
      user = UserInfo.serviceAccount(account.name, namespace: account.namespace)
    } else if name == UserInfo.anonymous.name {
      user = UserInfo(name: name, groups: groups.isEmpty ? UserInfo.anonymous.groups : groups)
    } else {
      let isUnauthenticated = groups.contains(UserInfo.unauthenticated) || groups.contains(UserInfo.authenticated)
      user = UserInfo(name: name, groups: isUnauthenticated ? groups : groups + [UserInfo.authenticated])
    }
    user.uid = uid
    for (key, value) in extra { user.extra[key, default: []].append(value) }
    return user
  }

  static func values(_ request: KubeRequest, _ name: String) -> [String] {
    request.headers.filter { $0.name.lowercased() == name }.map(\.value)
  }

  /// The facts about a user in headers that begin with a prefix.
  static func extra(_ request: KubeRequest, _ prefix: String) -> [(key: String, value: String)] {
    request.headers.compactMap { field in
      let name = field.name.lowercased()
      guard name.hasPrefix(prefix) else { return nil }
      return (PercentEncoding.decode(name.dropFirst(prefix.count)) ?? "", field.value)
    }
  }
}
