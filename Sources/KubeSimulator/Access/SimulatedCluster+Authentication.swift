import KubeClient
import KubeCore

extension SimulatedCluster {
  /// Who sends a request: by its bearer token, by what an authenticating front says, or by its way in.
  ///
  /// - Throws: `APIFailure` 401 for a token that nobody knows.
  func authenticate(_ request: KubeRequest, _ identity: UserInfo, at now: Timestamp) throws(APIFailure) -> UserInfo {
    if let value = request.header("Authorization"), let token = Self.bearerToken(value) {
      guard let user = user(ofToken: token, audiences: [access.issuer], at: now)?.user else { throw .unauthorized }
      return user
    }
    guard let name = request.header("X-Remote-User") else { return identity }
    var user = UserInfo(name: name, groups: Self.values(request, "x-remote-group"))
    let isKnown = name != UserInfo.anonymous.name && !user.groups.contains(UserInfo.unauthenticated)
    if isKnown, !user.groups.contains(UserInfo.authenticated) { user.groups.append(UserInfo.authenticated) }
    for (key, value) in Self.extra(request, "x-remote-extra-") { user.extra[key, default: []].append(value) }
    return user
  }

  private static func bearerToken(_ header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// The user of a token and the audiences that it is for, out of those that are asked for.
  ///
  /// A token of a service account dies with the account, and with the object that it is bound to.
  func user(
    ofToken text: String, audiences: [String], at now: Timestamp
  ) -> (user: UserInfo, audiences: [String])? {
    if let user = access.staticTokens[text] { return (user, audiences) }
    guard let token = ServiceAccountToken(text, signedWith: access.signingKey), now.seconds < token.expiry,
      token.issuer == access.issuer
    else { return nil }
    let common = audiences.filter(token.audiences.contains)
    let key = ObjectKey(namespace: token.namespace, name: token.account)
    guard !common.isEmpty, let account = store[StoredKey(storage: BuiltIn.serviceAccounts.storage, key: key)],
      account.uid == token.accountUID, isAlive(token.bound, in: token.namespace)
    else { return nil }
    var user = UserInfo.serviceAccount(token.account, namespace: token.namespace, uid: token.accountUID)
    user.extra["authentication.kubernetes.io/credential-id"] = ["JTI=\(token.id)"]
    if let bound = token.bound, bound.claim != "secret" {
      user.extra["authentication.kubernetes.io/\(bound.claim)-name"] = [bound.name]
      user.extra["authentication.kubernetes.io/\(bound.claim)-uid"] = [bound.uid]
    }
    return (user, common)
  }

  /// Why a token that was issued here does not count, in the server's words; `nil` for other texts.
  ///
  /// Source: `pkg/serviceaccount/claims.go`.
  func refusal(ofToken text: String, audiences: [String], at now: Timestamp) -> String? {
    guard let token = ServiceAccountToken(text, signedWith: access.signingKey), token.issuer == access.issuer else {
      return nil
    }
    func list(_ names: [String]) -> String { "[\(names.map { "\"\($0)\"" }.joined(separator: " "))]" }
    guard audiences.contains(where: token.audiences.contains) else {
      return "token audiences \(list(token.audiences)) is invalid for the target audiences \(list(audiences))"
    }
    guard now.seconds < token.expiry else { return "service account token has expired" }
    let key = ObjectKey(namespace: token.namespace, name: token.account)
    guard let account = store[StoredKey(storage: BuiltIn.serviceAccounts.storage, key: key)] else {
      return "serviceaccounts \"\(token.account)\" not found"
    }
    guard account.uid == token.accountUID else {
      return "service account UID (\(account.uid ?? "")) does not match claim (\(token.accountUID))"
    }
    return "service account token has been invalidated"
  }

  private func isAlive(_ bound: ServiceAccountToken.Bound?, in namespace: String) -> Bool {
    guard let bound else { return true }
    let space = bound.claim == "node" ? nil : namespace
    return store[StoredKey(storage: bound.claim + "s", key: ObjectKey(namespace: space, name: bound.name))]?.uid
      == bound.uid
  }
}

extension APIFailure {
  static let unauthorized = APIFailure(code: 401, reason: "Unauthorized", message: "Unauthorized")
}
